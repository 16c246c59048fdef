import { t } from '@/lib/i18n';
import { useParam } from '@/lib/params';
import { PageHeader } from '@/ui/PageHeader';
import { UsageSection } from './UsageSection';

/** What the whole server carried; `?account=` and `?edge=` narrow it down to one of them. */
export function ServerUsagePage() {
  const [accountId] = useParam('account');
  const [edgeId] = useParam('edge');
  const subject = { of: 'server' as const, ...(accountId && { accountId }), ...(edgeId && { edgeId }) };
  return (
    <>
      <PageHeader title={t('serverUsage.title')} lead={t('serverUsage.lead')} />
      <UsageSection subject={subject} />
    </>
  );
}

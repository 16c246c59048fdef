import { t } from '@/lib/i18n';
import { PageHeader } from '@/ui/PageHeader';
import { QuotaCard } from './QuotaCard';
import { UsageSection } from './UsageSection';

export function UsagePage() {
  return (
    <>
      <PageHeader title={t('usage.title')} lead={t('usage.lead')} />
      <QuotaCard />
      <UsageSection subject={{ of: 'account' }} range="month" />
    </>
  );
}

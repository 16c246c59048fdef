import { api, body } from '@/api/client';
import { t } from '@/lib/i18n';
import { PageHeader } from '@/ui/PageHeader';
import { Events } from './Events';
import { accountKinds } from './filter';

/** What happened in the account, for those who manage it. */
export function ActivityPage() {
  return (
    <>
      <PageHeader title={t('activity.title')} lead={t('activity.lead')} />
      <Events
        of="activity"
        kinds={accountKinds}
        fetch={(query, signal) => body(api.GET('/api/v1/account/audit', { params: { query }, signal }))}
      />
    </>
  );
}

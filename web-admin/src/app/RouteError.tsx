import { Unplug } from 'lucide-react';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/States';

/** A page that threw, or whose chunk could not be fetched, as after the server was upgraded. */
export function RouteError() {
  return (
    <main>
      <EmptyState heading="h1" icon={<Unplug />} title={t('error.crashTitle')} lead={t('error.crash')}>
        <Button onClick={() => location.reload()}>{t('action.reload')}</Button>
      </EmptyState>
    </main>
  );
}

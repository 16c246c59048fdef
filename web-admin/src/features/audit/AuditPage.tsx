import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { api, body, text } from '@/api/client';
import { messageOf } from '@/api/messages';
import { download } from '@/lib/download';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { PageHeader } from '@/ui/PageHeader';
import { toast } from '@/ui/toast';
import { Events } from './Events';
import { filterOf, kinds } from './filter';

/** What happened on the whole server. */
export function AuditPage() {
  const [params] = useSearchParams();
  const file = useMutation({
    mutationFn: (format: 'csv' | 'json') =>
      text(
        api.GET('/api/v1/admin/audit/export', {
          params: { query: { ...filterOf(params), format } },
          parseAs: 'text',
        }),
      ),
    onSuccess: (content, format) =>
      download(`audit.${format}`, format === 'csv' ? 'text/csv' : 'application/json', content),
    onError: (error) => toast(messageOf(error)),
  });
  const button = (format: 'csv' | 'json', words: string) => (
    <Button
      icon={<Download aria-hidden="true" />}
      busy={file.isPending && file.variables === format}
      onClick={() => file.mutate(format)}
    >
      {words}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('audit.title')}
        lead={t('audit.lead')}
        action={
          <>
            {button('csv', t('audit.exportCsv'))} {button('json', t('audit.exportJson'))}
          </>
        }
      />
      <Events
        of="admin"
        kinds={kinds}
        fetch={(query, signal) => body(api.GET('/api/v1/admin/audit', { params: { query }, signal }))}
      />
    </>
  );
}

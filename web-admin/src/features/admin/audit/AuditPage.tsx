import { useMutation } from '@tanstack/react-query';
import { Download, ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { api, body, text } from '@/api/client';
import { messageOf } from '@/api/messages';
import { usePaged } from '@/api/paged';
import type { AuditEvent } from '@/api/types';
import { download } from '@/lib/download';
import { t, tCount } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { PagedTable } from '@/ui/PagedTable';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { toast } from '@/ui/toast';
import { columns } from './columns';
import { filterOf } from './filter';
import { FilterForm } from './FilterForm';

/** Who did what, newest first; the filters are in the address. */
export function AuditPage() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => filterOf(params), [params]);
  const events = usePaged<AuditEvent>({
    key: ['admin', 'audit', filter],
    fetch: (page, signal) =>
      body(api.GET('/api/v1/admin/audit', { params: { query: { ...page, ...filter } }, signal })),
  });
  const file = useMutation({
    mutationFn: (format: 'csv' | 'json') =>
      text(
        api.GET('/api/v1/admin/audit/export', {
          params: { query: { ...filter, format } },
          parseAs: 'text',
        }),
      ),
    onSuccess: (content, format) =>
      download(`audit.${format}`, format === 'csv' ? 'text/csv' : 'application/json', content),
    onError: (error) => toast(messageOf(error)),
  });
  const cells = useMemo(() => columns(), []);
  return (
    <>
      <PageHeader
        title={t('audit.title')}
        lead={t('audit.lead')}
        action={
          <>
            <Button
              icon={<Download aria-hidden="true" />}
              busy={file.isPending && file.variables === 'csv'}
              onClick={() => file.mutate('csv')}
            >
              {t('audit.exportCsv')}
            </Button>{' '}
            <Button
              icon={<Download aria-hidden="true" />}
              busy={file.isPending && file.variables === 'json'}
              onClick={() => file.mutate('json')}
            >
              {t('audit.exportJson')}
            </Button>
          </>
        }
      />
      <FilterForm key={params.toString()} params={params} onFilter={setParams} />
      <PagedTable
        {...events}
        caption={(count) => tCount('audit.count', count)}
        columns={cells}
        rowKey={(event) => String(event.id)}
        empty={<EmptyState icon={<ScrollText />} title={t('audit.empty')} lead={t('audit.emptyLead')} />}
      />
    </>
  );
}

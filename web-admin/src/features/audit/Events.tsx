import { ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { usePaged } from '@/api/paged';
import type { AuditEvent, AuditPage } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { useOrder } from '@/lib/order';
import { PagedTable } from '@/ui/PagedTable';
import { EmptyState } from '@/ui/States';
import { columns } from './columns';
import { type AuditFilter, fields, filterOf, type Kind } from './filter';
import { FilterForm } from './FilterForm';

interface AuditQuery extends AuditFilter {
  limit: number;
  cursor?: string;
  sort?: 'at' | '-at';
}

interface Props {
  /** Names the list. */
  of: string;
  kinds: readonly Kind[];
  fetch: (query: AuditQuery, signal: AbortSignal) => Promise<AuditPage>;
}

/** Who did what, newest first unless sorted otherwise; the filters are in the address. */
export function Events({ of, kinds, fetch }: Props) {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => filterOf(params), [params]);
  const { query, ...order } = useOrder(['at']);
  const events = usePaged<AuditEvent>({
    key: [of, 'audit', filter, query],
    fetch: (page, signal) => fetch({ ...page, ...query, ...filter }, signal),
  });
  const cells = useMemo(() => columns(), []);
  return (
    <>
      <FilterForm
        key={fields.map((name) => params.get(name)).join('\n')}
        kinds={kinds}
        params={params}
        onFilter={(chosen) => setParams({ ...chosen, ...query })}
      />
      <PagedTable
        {...events}
        {...order}
        caption={(count) => tCount('audit.count', count)}
        columns={cells}
        rowKey={(event) => String(event.id)}
        empty={<EmptyState icon={<ScrollText />} title={t('audit.empty')} lead={t('audit.emptyLead')} />}
      />
    </>
  );
}

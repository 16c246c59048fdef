import { ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { usePaged } from '@/api/paged';
import type { AuditEvent, AuditPage } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { PagedTable } from '@/ui/PagedTable';
import { EmptyState } from '@/ui/States';
import { columns } from './columns';
import { type AuditFilter, filterOf, type Kind } from './filter';
import { FilterForm } from './FilterForm';

interface Props {
  /** Names the list. */
  of: string;
  kinds: readonly Kind[];
  fetch: (query: AuditFilter & { limit: number; cursor?: string }, signal: AbortSignal) => Promise<AuditPage>;
}

/** Who did what, newest first; the filters are in the address. */
export function Events({ of, kinds, fetch }: Props) {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => filterOf(params), [params]);
  const events = usePaged<AuditEvent>({
    key: [of, 'audit', filter],
    fetch: (page, signal) => fetch({ ...page, ...filter }, signal),
  });
  const cells = useMemo(() => columns(), []);
  return (
    <>
      <FilterForm key={params.toString()} kinds={kinds} params={params} onFilter={setParams} />
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

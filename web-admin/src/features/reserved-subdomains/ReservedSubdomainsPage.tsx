import { useQuery } from '@tanstack/react-query';
import { Globe, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { loading } from '@/api/loading';
import type { ReservedSubdomain } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { useOpenParam } from '@/lib/params';
import { Button } from '@/ui/Button';
import { DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { useTarget } from '@/ui/useTarget';
import { columns } from './columns';
import { DeleteReservedSubdomainDialog } from './DeleteReservedSubdomainDialog';
import { EditReservedSubdomainDialog } from './EditReservedSubdomainDialog';
import { reservedSubdomainsQuery } from './queries';
import { ReserveSubdomainDialog } from './ReserveSubdomainDialog';

export function ReservedSubdomainsPage() {
  const query = useQuery(reservedSubdomainsQuery);
  const creating = useOpenParam('new');
  const editing = useTarget<ReservedSubdomain>();
  const deleting = useTarget<ReservedSubdomain>();
  const cells = useMemo(
    () => columns({ onEdit: editing.show, onDelete: deleting.show }),
    [editing.show, deleting.show],
  );
  const create = (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={creating.show}>
      {t('reserved.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('reserved.title')}
        lead={t('reserved.lead')}
        action={query.data?.length ? create : null}
      />
      <Loaded {...loading(query)}>
        {(subdomains) =>
          subdomains.length === 0 ? (
            <EmptyState icon={<Globe />} title={t('reserved.empty')} lead={t('reserved.emptyLead')}>
              {create}
            </EmptyState>
          ) : (
            <DataTable
              caption={tCount('reserved.count', subdomains.length)}
              columns={cells}
              rows={subdomains}
              rowKey={(subdomain) => subdomain.id}
              text={({ hostname, description }) => `${hostname} ${description}`}
            />
          )
        }
      </Loaded>
      <ReserveSubdomainDialog open={creating.open} onClose={creating.hide} />
      <EditReservedSubdomainDialog target={editing} />
      <DeleteReservedSubdomainDialog target={deleting} />
    </>
  );
}

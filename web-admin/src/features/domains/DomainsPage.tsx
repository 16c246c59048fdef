import { useQuery } from '@tanstack/react-query';
import { Link2, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { loading } from '@/api/loading';
import type { ReservedDomain } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { useOpenParam, useParam } from '@/lib/params';
import { Button } from '@/ui/Button';
import { DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { useTarget } from '@/ui/useTarget';
import { AddDomainDialog } from './AddDomainDialog';
import { columns } from './columns';
import { domainsQuery } from './queries';
import { ProofDialog } from './ProofDialog';
import { RemoveDomainDialog } from './RemoveDomainDialog';

export function DomainsPage() {
  const query = useQuery(domainsQuery);
  const adding = useOpenParam('new');
  const [shown, show] = useParam('domain');
  const removing = useTarget<ReservedDomain>();
  const cells = useMemo(
    () => columns({ onShow: ({ id }) => show(id), onRemove: removing.show }),
    [show, removing.show],
  );
  const add = (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={adding.show}>
      {t('domains.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('domains.title')}
        lead={t('domains.lead')}
        action={query.data?.length ? add : null}
      />
      <Loaded {...loading(query)}>
        {(domains) =>
          domains.length === 0 ? (
            <EmptyState icon={<Link2 />} title={t('domains.empty')} lead={t('domains.emptyLead')}>
              {add}
            </EmptyState>
          ) : (
            <DataTable
              caption={tCount('domains.count', domains.length)}
              columns={cells}
              rows={domains}
              rowKey={(domain) => domain.id}
              text={({ hostname, description }) => `${hostname} ${description}`}
            />
          )
        }
      </Loaded>
      <AddDomainDialog open={adding.open} onClose={adding.hide} onAdded={({ id }) => show(id, { new: '' })} />
      <ProofDialog domain={query.data?.find(({ id }) => id === shown)} onClose={() => show('')} />
      <RemoveDomainDialog target={removing} />
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Network, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { loading } from '@/api/loading';
import type { ReservedAddress } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { useOpenParam } from '@/lib/params';
import { Button } from '@/ui/Button';
import { DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { useTarget } from '@/ui/useTarget';
import { columns } from './columns';
import { GiveUpAddressDialog } from './GiveUpAddressDialog';
import { addressesQuery } from './queries';
import { ReserveAddressDialog } from './ReserveAddressDialog';

export function AddressesPage() {
  const query = useQuery(addressesQuery);
  const reserving = useOpenParam('new');
  const leaving = useTarget<ReservedAddress>();
  const cells = useMemo(() => columns(leaving.show), [leaving.show]);
  const reserve = (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={reserving.show}>
      {t('addresses.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('addresses.title')}
        lead={t('addresses.lead')}
        action={query.data?.length ? reserve : null}
      />
      <Loaded {...loading(query)}>
        {(addresses) =>
          addresses.length === 0 ? (
            <EmptyState icon={<Network />} title={t('addresses.empty')} lead={t('addresses.emptyLead')}>
              {reserve}
            </EmptyState>
          ) : (
            <DataTable
              caption={tCount('addresses.count', addresses.length)}
              columns={cells}
              rows={addresses}
              rowKey={(address) => address.id}
              text={({ address, description }) => `${address} ${description}`}
            />
          )
        }
      </Loaded>
      <ReserveAddressDialog open={reserving.open} onClose={reserving.hide} />
      <GiveUpAddressDialog target={leaving} />
    </>
  );
}

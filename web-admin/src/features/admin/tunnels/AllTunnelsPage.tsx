import { Waypoints } from 'lucide-react';
import { useMemo } from 'react';
import { api, body, done } from '@/api/client';
import { usePaged } from '@/api/paged';
import type { AdminTunnel } from '@/api/types';
import { type Act, ConfirmAct } from '@/features/admin/ConfirmAct';
import { t, tCount } from '@/lib/i18n';
import { useOrder } from '@/lib/order';
import { useParam } from '@/lib/params';
import { Button } from '@/ui/Button';
import { ExternalLink } from '@/ui/ExternalLink';
import { PagedTable } from '@/ui/PagedTable';
import { PageHeader } from '@/ui/PageHeader';
import { RelativeTime } from '@/ui/RelativeTime';
import { EmptyState } from '@/ui/States';
import type { Column } from '@/ui/Table';
import { Toolbar } from '@/ui/Toolbar';
import { Two } from '@/ui/Two';
import { useTarget } from '@/ui/useTarget';

const interval = 5000;

/** What is live on the whole server; `?account=` and `?edge=` narrow it down. */
export function AllTunnelsPage() {
  const [account, setAccount] = useParam('account');
  const [edge] = useParam('edge');
  const filter = { ...(account && { account }), ...(edge && { edge }) };
  const { query, ...order } = useOrder(['urls', 'accountName', 'edge', 'openedAt']);
  const tunnels = usePaged<AdminTunnel>({
    key: ['admin', 'tunnels', account, edge, query],
    fetch: (page, signal) =>
      body(api.GET('/api/v1/admin/tunnels', { params: { query: { ...page, ...query, ...filter } }, signal })),
    refetchInterval: interval,
  });
  const acting = useTarget<Act>();
  const { show } = acting;
  const cells = useMemo(() => columns((tunnel) => show(closing(tunnel))), [show]);
  return (
    <>
      <PageHeader title={t('adminTunnels.title')} lead={t('adminTunnels.lead')} />
      <Toolbar>
        {(account || edge) && (
          <Button onClick={() => setAccount('', { edge: '' })}>{t('table.clear')}</Button>
        )}
      </Toolbar>
      <PagedTable
        {...tunnels}
        {...order}
        caption={(count) => tCount('tunnels.count', count)}
        columns={cells}
        rowKey={(tunnel) => tunnel.id}
        empty={
          <EmptyState
            icon={<Waypoints />}
            title={t('adminTunnels.empty')}
            lead={t('adminTunnels.emptyLead')}
          />
        }
      />
      <ConfirmAct open={acting.open} act={acting.value} onClose={acting.hide} />
    </>
  );
}

function closing({ id, urls, target }: AdminTunnel): Act {
  const url = urls[0] ?? target;
  return {
    title: t('tunnels.closeTitle'),
    lead: t('tunnels.closeLead', { url }),
    confirm: t('tunnels.closeConfirm'),
    told: t('tunnels.closed', { url }),
    run: () => done(api.DELETE('/api/v1/admin/tunnels/{id}', { params: { path: { id } } })),
  };
}

function columns(onClose: (tunnel: AdminTunnel) => void): Column<AdminTunnel>[] {
  return [
    {
      id: 'urls',
      header: t('tunnels.url'),
      sortable: true,
      primary: true,
      cell: ({ urls, target }) => (
        <Two first={<ExternalLink href={urls[0] ?? ''}>{urls[0] ?? target}</ExternalLink>} second={target} />
      ),
    },
    {
      id: 'accountName',
      header: t('adminTunnels.account'),
      sortable: true,
      cell: ({ accountName }) => accountName,
    },
    {
      id: 'agent',
      header: t('tunnels.agent'),
      cell: ({ agent }) => <Two first={agent.address} second={t('tunnels.agentOn', { ...agent })} />,
    },
    { id: 'edge', header: t('tunnel.edge'), sortable: true, cell: ({ edge }) => edge },
    {
      id: 'openedAt',
      header: t('tunnels.opened'),
      sortable: true,
      cell: ({ openedAt }) => <RelativeTime at={openedAt} />,
    },
    {
      id: 'actions',
      header: t('action.actions'),
      actions: true,
      cell: (tunnel) => (
        <Button
          size="small"
          variant="quiet"
          aria-label={t('tunnels.closeNamed', { url: tunnel.urls[0] ?? tunnel.target })}
          onClick={() => onClose(tunnel)}
        >
          {t('tunnels.close')}
        </Button>
      ),
    },
  ];
}

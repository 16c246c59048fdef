import { Link } from 'react-router';
import type { Tunnel } from '@/api/types';
import { formatBytes } from '@/lib/format';
import { t, tCount } from '@/lib/i18n';
import { paths, pathTo } from '@/lib/paths';
import { Button, buttonClass } from '@/ui/Button';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';
import type { State } from './queries';
import { mainUrl } from './tunnel';
import { TunnelUrls } from './TunnelUrls';

/** The columns of live tunnels, or of those that ended. */
export function columns(state: State, onClose: (tunnel: Tunnel) => void): Column<Tunnel>[] {
  return [
    {
      id: 'url',
      header: t('tunnels.url'),
      primary: true,
      sort: mainUrl,
      cell: (tunnel) => <TunnelUrls tunnel={tunnel} />,
    },
    {
      id: 'agent',
      header: t('tunnels.agent'),
      sort: ({ agent }) => agent.address,
      cell: ({ agent }) => <Two first={agent.address} second={t('tunnels.agentOn', { ...agent })} />,
    },
    {
      id: 'traffic',
      header: t('tunnels.traffic'),
      align: 'end',
      sort: ({ bytesIn, bytesOut }) => bytesIn + bytesOut,
      cell: ({ bytesIn, bytesOut }) => (
        <Two
          first={`${formatBytes(bytesIn)} ${t('tunnels.trafficIn')}`}
          second={`${formatBytes(bytesOut)} ${t('tunnels.trafficOut')}`}
        />
      ),
    },
    {
      id: 'uses',
      header: t('tunnels.uses'),
      align: 'end',
      sort: ({ requests, connections }) => requests || connections,
      cell: (tunnel) => <Uses tunnel={tunnel} />,
    },
    time(state),
    { id: 'actions', header: t('action.actions'), actions: true, cell: (tunnel) => actions(tunnel, onClose) },
  ];
}

function time(state: State): Column<Tunnel> {
  if (state === 'live')
    return {
      id: 'opened',
      header: t('tunnels.opened'),
      sort: ({ openedAt }) => Date.parse(openedAt),
      cell: ({ openedAt }) => <RelativeTime at={openedAt} />,
    };
  return {
    id: 'closed',
    header: t('tunnels.closedAt'),
    sort: ({ closedAt }) => (closedAt ? Date.parse(closedAt) : 0),
    cell: ({ closedAt }) => closedAt && <RelativeTime at={closedAt} />,
  };
}

function actions(tunnel: Tunnel, onClose: (tunnel: Tunnel) => void) {
  const url = mainUrl(tunnel);
  return (
    <>
      <Link
        to={pathTo(paths.tunnel, { id: tunnel.id })}
        className={buttonClass({ size: 'small', variant: 'quiet' })}
        aria-label={t('tunnels.detailsOf', { url })}
      >
        {t('tunnels.details')}
      </Link>
      {!tunnel.closedAt && (
        <Button
          size="small"
          variant="quiet"
          aria-label={t('tunnels.closeNamed', { url })}
          onClick={() => onClose(tunnel)}
        >
          {t('tunnels.close')}
        </Button>
      )}
    </>
  );
}

function Uses({ tunnel }: { tunnel: Tunnel }) {
  const connections = tCount('tunnels.connections', tunnel.connections);
  if (tunnel.proto !== 'http') return connections;
  return <Two first={tCount('tunnels.requests', tunnel.requests)} second={connections} />;
}

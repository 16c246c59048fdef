import type { Tunnel } from '@/api/types';
import { formatBytes } from '@/lib/format';
import { t, tCount } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/Table';
import styles from './columns.module.css';
import { mainUrl } from './tunnel';
import { TunnelUrls } from './TunnelUrls';

export function columns(onClose: (tunnel: Tunnel) => void): Column<Tunnel>[] {
  return [
    {
      id: 'url',
      header: t('tunnels.url'),
      primary: true,
      cell: (tunnel) => <TunnelUrls tunnel={tunnel} />,
    },
    {
      id: 'agent',
      header: t('tunnels.agent'),
      cell: ({ agent }) => <Two first={agent.address} second={t('tunnels.agentOn', { ...agent })} />,
    },
    {
      id: 'traffic',
      header: t('tunnels.traffic'),
      align: 'end',
      cell: ({ bytesIn, bytesOut }) => (
        <Two
          first={`${formatBytes(bytesIn)} ${t('tunnels.trafficIn')}`}
          second={`${formatBytes(bytesOut)} ${t('tunnels.trafficOut')}`}
        />
      ),
    },
    { id: 'uses', header: t('tunnels.uses'), align: 'end', cell: (tunnel) => <Uses tunnel={tunnel} /> },
    { id: 'opened', header: t('tunnels.opened'), cell: ({ openedAt }) => <RelativeTime at={openedAt} /> },
    {
      id: 'actions',
      header: t('action.actions'),
      actions: true,
      cell: (tunnel) => (
        <Button
          size="small"
          variant="quiet"
          aria-label={t('tunnels.closeNamed', { url: mainUrl(tunnel) })}
          onClick={() => onClose(tunnel)}
        >
          {t('tunnels.close')}
        </Button>
      ),
    },
  ];
}

function Uses({ tunnel }: { tunnel: Tunnel }) {
  const connections = tCount('tunnels.connections', tunnel.connections);
  if (tunnel.proto !== 'http') return connections;
  return <Two first={tCount('tunnels.requests', tunnel.requests)} second={connections} />;
}

function Two({ first, second }: { first: string; second: string }) {
  return (
    <span className={styles.two}>
      <span>{first}</span>
      <span className={styles.second}>{second}</span>
    </span>
  );
}

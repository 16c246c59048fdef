import { ChartColumn, KeyRound, Trash2, Waypoints } from 'lucide-react';
import type { Edge } from '@/api/types';
import type { Act } from '@/features/admin/ConfirmAct';
import { formatDateTime } from '@/lib/format';
import { t, tCount } from '@/lib/i18n';
import { paths, withParams } from '@/lib/paths';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { MenuItem, MenuSeparator } from '@/ui/Menu';
import { RelativeTime } from '@/ui/RelativeTime';
import { RowMenu } from '@/ui/RowMenu';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';
import { draining, revocation } from './calls';
import styles from './columns.module.css';

interface Actions {
  onAct: (act: Act) => void;
  onRotate: (edge: Edge) => void;
  onGo: (to: string) => void;
}

const tones = {
  up: 'ok',
  draining: 'warn',
  down: 'danger',
  new: 'accent',
  revoked: 'neutral',
} as const;

export function columns(actions: Actions): Column<Edge>[] {
  return [
    {
      id: 'name',
      header: t('edges.name'),
      sort: ({ name }) => name,
      primary: true,
      cell: ({ name, version }) => <Two first={name} second={version} />,
    },
    {
      id: 'health',
      header: t('edges.health'),
      sort: ({ health }) => Object.keys(tones).indexOf(health),
      cell: ({ health }) => <Badge tone={tones[health]}>{t(`edges.health.${health}`)}</Badge>,
    },
    {
      id: 'load',
      header: t('edges.load'),
      sort: ({ tunnels }) => tunnels,
      align: 'end',
      cell: ({ sessions, tunnels }) => (
        <Two first={tCount('edges.tunnels', tunnels)} second={tCount('edges.agents', sessions)} />
      ),
    },
    {
      id: 'address',
      header: t('edges.address'),
      sort: ({ agentAddress }) => agentAddress ?? '',
      cell: ({ agentAddress, httpPort, httpsPort, tcpPorts }) => (
        <Two
          first={agentAddress ?? '–'}
          second={[httpPort, httpsPort, tcpPorts].filter(Boolean).join(' · ')}
        />
      ),
    },
    {
      id: 'key',
      header: t('edges.key'),
      cell: ({ keyPrefix, previousKeyUntil }) => (
        <Two
          first={<code className={styles.key}>{keyPrefix}…</code>}
          second={
            previousKeyUntil && t('edges.previousKey', { time: formatDateTime(new Date(previousKeyUntil)) })
          }
        />
      ),
    },
    {
      id: 'seen',
      header: t('edges.seen'),
      sort: ({ lastSeenAt }) => (lastSeenAt ? Date.parse(lastSeenAt) : 0),
      cell: ({ lastSeenAt }) => (lastSeenAt ? <RelativeTime at={lastSeenAt} /> : '–'),
    },
    {
      id: 'actions',
      header: t('action.actions'),
      actions: true,
      cell: (edge) => <EdgeActions edge={edge} {...actions} />,
    },
  ];
}

function EdgeActions({ edge, onAct, onRotate, onGo }: Actions & { edge: Edge }) {
  const at = (path: string) => withParams(path, { edge: edge.id });
  return (
    <>
      {edge.health === 'up' && (
        <Button size="small" variant="quiet" onClick={() => onAct(draining(edge))}>
          {t('edges.drain')}
        </Button>
      )}
      <RowMenu label={t('admin.more', { name: edge.name })}>
        <MenuItem icon={<Waypoints />} onSelect={() => onGo(at(paths.adminTunnels))}>
          {t('adminAccounts.showTunnels')}
        </MenuItem>
        <MenuItem icon={<ChartColumn />} onSelect={() => onGo(at(paths.adminUsage))}>
          {t('adminAccounts.showUsage')}
        </MenuItem>
        <MenuItem icon={<KeyRound />} onSelect={() => onRotate(edge)}>
          {t(edge.health === 'revoked' ? 'edges.readmit' : 'edges.rotate')}
        </MenuItem>
        {edge.health !== 'revoked' && (
          <>
            <MenuSeparator />
            <MenuItem danger icon={<Trash2 />} onSelect={() => onAct(revocation(edge))}>
              {t('edges.revoke')}
            </MenuItem>
          </>
        )}
      </RowMenu>
    </>
  );
}

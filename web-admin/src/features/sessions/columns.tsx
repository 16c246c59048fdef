import type { Session } from '@/api/types';
import { formatBytes, formatNumber } from '@/lib/format';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';
import type { State } from './queries';

export function columns(state: State, onEnd: (session: Session) => void): Column<Session>[] {
  const live = state === 'live';
  return [
    {
      id: 'agent',
      header: t('sessions.agent'),
      primary: true,
      sort: ({ agent }) => agent.address,
      cell: ({ agent }) => <Two first={agent.address} second={t('tunnels.agentOn', { ...agent })} />,
    },
    {
      id: 'authtoken',
      header: t('sessions.authtoken'),
      sort: ({ authtokenName }) => authtokenName,
      cell: ({ authtokenName }) => authtokenName,
    },
    { id: 'edge', header: t('sessions.edge'), sort: ({ edge }) => edge, cell: ({ edge }) => edge },
    {
      id: 'tunnels',
      header: t('sessions.tunnels'),
      align: 'end',
      sort: ({ tunnels }) => tunnels,
      cell: ({ tunnels }) => formatNumber(tunnels),
    },
    {
      id: 'traffic',
      header: t('tunnels.traffic'),
      align: 'end',
      sort: ({ bytesIn, bytesOut }) => bytesIn + bytesOut,
      cell: ({ bytesIn, bytesOut }) => formatBytes(bytesIn + bytesOut),
    },
    {
      id: 'time',
      header: t(live ? 'sessions.started' : 'sessions.endedAt'),
      sort: ({ startedAt, endedAt }) => Date.parse(live ? startedAt : (endedAt ?? startedAt)),
      cell: ({ startedAt, endedAt }) => <RelativeTime at={live ? startedAt : (endedAt ?? startedAt)} />,
    },
    {
      id: 'actions',
      header: t('action.actions'),
      actions: true,
      cell: (session) =>
        live && (
          <Button
            size="small"
            variant="quiet"
            aria-label={t('sessions.endNamed', { agent: session.agent.address })}
            onClick={() => onEnd(session)}
          >
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
}

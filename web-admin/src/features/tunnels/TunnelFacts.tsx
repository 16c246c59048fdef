import type { Tunnel } from '@/api/types';
import { t } from '@/lib/i18n';
import { Badge } from '@/ui/Badge';
import { Fact, Facts } from '@/ui/Facts';
import { RelativeTime } from '@/ui/RelativeTime';
import { reasonText } from './tunnel';

export function TunnelFacts({ tunnel }: { tunnel: Tunnel }) {
  const { agent, closedAt, closeReason } = tunnel;
  return (
    <Facts>
      <Fact label={t('domains.state')}>
        {closedAt ? (
          <Badge>
            {closeReason
              ? t('tunnel.endedBecause', { reason: reasonText(closeReason) })
              : t('tunnel.isEnded')}
          </Badge>
        ) : (
          <Badge tone="ok">{t('tunnel.isLive')}</Badge>
        )}
      </Fact>
      <Fact label={t('tunnel.name')}>{tunnel.name}</Fact>
      <Fact label={t('tunnel.kind')}>{tunnel.proto.toUpperCase()}</Fact>
      <Fact label={t('tunnels.agent')}>
        {agent.address} · {t('tunnels.agentOn', { ...agent })}
      </Fact>
      <Fact label={t('tunnel.edge')}>{tunnel.edge}</Fact>
      <Fact label={t('tunnel.since')}>
        <RelativeTime at={tunnel.openedAt} />
      </Fact>
      {closedAt && (
        <Fact label={t('tunnel.until')}>
          <RelativeTime at={closedAt} />
        </Fact>
      )}
    </Facts>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Waypoints } from 'lucide-react';
import { loading } from '@/api/loading';
import { httpCommand } from '@/lib/command';
import { t } from '@/lib/i18n';
import { useParam } from '@/lib/params';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { Segmented } from '@/ui/Segmented';
import { Snippet } from '@/ui/Snippet';
import { EmptyState } from '@/ui/States';
import { Toolbar } from '@/ui/Toolbar';
import { type State, tunnelsQuery } from './queries';
import { TunnelTable } from './TunnelTable';

const states = [
  { value: 'live', label: t('tunnels.live') },
  { value: 'ended', label: t('tunnels.ended') },
] as const;

export function TunnelsPage() {
  const [param, setParam] = useParam('state');
  const state: State = param === 'ended' ? 'ended' : 'live';
  const query = useQuery(tunnelsQuery(state));
  const choice = (
    <Segmented
      label={t('tunnels.show')}
      value={state}
      options={states}
      onChange={(next) => setParam(next === 'live' ? '' : next, { page: '' })}
    />
  );
  return (
    <>
      <PageHeader title={t('tunnels.title')} lead={t('tunnels.lead')} />
      <Loaded {...loading(query)}>
        {(tunnels) =>
          tunnels.length === 0 ? (
            <>
              <Toolbar>{choice}</Toolbar>
              <Nothing state={state} />
            </>
          ) : (
            <TunnelTable tunnels={tunnels} state={state} tools={choice} />
          )
        }
      </Loaded>
    </>
  );
}

function Nothing({ state }: { state: State }) {
  if (state === 'ended')
    return (
      <EmptyState icon={<Waypoints />} title={t('tunnels.endedEmpty')} lead={t('tunnels.endedEmptyLead')} />
    );
  return (
    <EmptyState icon={<Waypoints />} title={t('tunnels.empty')} lead={t('tunnels.emptyLead')}>
      <Snippet command text={httpCommand(8080)} what={httpCommand(8080)} />
    </EmptyState>
  );
}

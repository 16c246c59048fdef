import { useQuery } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { loading } from '@/api/loading';
import type { Session } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { useParam } from '@/lib/params';
import { Button, buttonClass } from '@/ui/Button';
import { DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { Segmented } from '@/ui/Segmented';
import { EmptyState } from '@/ui/States';
import { Toolbar } from '@/ui/Toolbar';
import { useTarget } from '@/ui/useTarget';
import { columns } from './columns';
import { EndAllDialog, EndSessionDialog } from './EndDialogs';
import { sessionsQuery, type State } from './queries';

const states = [
  { value: 'live', label: t('tunnels.live') },
  { value: 'ended', label: t('tunnels.ended') },
] as const;

/** The agents' control connections. */
export function SessionsPage() {
  const [param, setParam] = useParam('state');
  const state: State = param === 'ended' ? 'ended' : 'live';
  const query = useQuery(sessionsQuery(state));
  const ending = useTarget<Session>();
  const endingAll = useTarget<true>();
  const cells = useMemo(() => columns(state, ending.show), [state, ending.show]);
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
      <PageHeader
        title={t('sessions.title')}
        lead={t('sessions.lead')}
        action={
          state === 'live' &&
          (query.data?.length ?? 0) > 1 && (
            <Button onClick={() => endingAll.show(true)}>{t('sessions.endAll')}</Button>
          )
        }
      />
      <Loaded {...loading(query)}>
        {(sessions) =>
          sessions.length === 0 ? (
            <>
              <Toolbar>{choice}</Toolbar>
              <EmptyState
                icon={<MonitorSmartphone />}
                title={t(state === 'live' ? 'sessions.empty' : 'sessions.endedEmpty')}
                lead={t(state === 'live' ? 'sessions.emptyLead' : 'sessions.endedEmptyLead')}
              >
                {state === 'live' && (
                  <Link to={paths.authtokens} className={buttonClass({})}>
                    {t('authtokens.title')}
                  </Link>
                )}
              </EmptyState>
            </>
          ) : (
            <DataTable
              caption={tCount('sessions.count', sessions.length)}
              columns={cells}
              rows={sessions}
              rowKey={(session) => session.id}
              text={({ agent, authtokenName, edge }) =>
                [agent.address, agent.version, agent.os, authtokenName, edge].join(' ')
              }
              filterLabel={t('sessions.filter')}
              tools={choice}
            />
          )
        }
      </Loaded>
      <EndSessionDialog target={ending} />
      <EndAllDialog open={endingAll.open} onClose={endingAll.hide} />
    </>
  );
}

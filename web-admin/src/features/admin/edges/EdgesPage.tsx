import { useQuery } from '@tanstack/react-query';
import { Plus, Server } from 'lucide-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { api, body } from '@/api/client';
import { loading } from '@/api/loading';
import { allPages } from '@/api/pages';
import type { Edge } from '@/api/types';
import { type Act, ConfirmAct } from '@/features/admin/ConfirmAct';
import { t, tCount } from '@/lib/i18n';
import { useOpenParam } from '@/lib/params';
import { Button } from '@/ui/Button';
import { DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { useTarget } from '@/ui/useTarget';
import { rotation } from './calls';
import { columns } from './columns';
import { EdgeKeyDialog, type IssuedKey } from './EdgeKeyDialog';
import { RegisterEdgeDialog } from './RegisterEdgeDialog';

const interval = 5000;

/** The processes that carry the traffic. */
export function EdgesPage() {
  const navigate = useNavigate();
  const edges = useQuery({
    queryKey: ['admin', 'edges'],
    queryFn: ({ signal }) =>
      allPages<Edge>((query) => body(api.GET('/api/v1/admin/edges', { params: { query }, signal }))),
    refetchInterval: interval,
  });
  const registering = useOpenParam('new');
  const acting = useTarget<Act>();
  const key = useTarget<IssuedKey>();
  const { show: ask } = acting;
  const { show: showKey } = key;
  const cells = useMemo(
    () =>
      columns({
        onAct: ask,
        onGo: (to) => void navigate(to),
        onRotate: (edge) => ask(rotation(edge, showKey)),
      }),
    [ask, navigate, showKey],
  );
  const register = (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={registering.show}>
      {t('edges.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('edges.title')} lead={t('edges.lead')} action={register} />
      <Loaded {...loading(edges)}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon={<Server />} title={t('edges.empty')} lead={t('edges.emptyLead')} />
          ) : (
            <DataTable
              caption={tCount('edges.count', rows.length)}
              columns={cells}
              rows={rows}
              rowKey={(edge) => edge.id}
              text={({ name, version, health, agentAddress }) =>
                [name, version, t(`edges.health.${health}`), agentAddress].join(' ')
              }
            />
          )
        }
      </Loaded>
      <RegisterEdgeDialog open={registering.open} onClose={registering.hide} onRegistered={showKey} />
      <EdgeKeyDialog target={key} />
      <ConfirmAct open={acting.open} act={acting.value} onClose={acting.hide} />
    </>
  );
}

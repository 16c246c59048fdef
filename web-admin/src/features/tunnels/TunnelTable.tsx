import { type ReactNode, useMemo } from 'react';
import type { Tunnel } from '@/api/types';
import { tCount } from '@/lib/i18n';
import { t } from '@/lib/i18n';
import { DataTable } from '@/ui/DataTable';
import { useTarget } from '@/ui/useTarget';
import { CloseTunnelDialog } from './CloseTunnelDialog';
import { columns } from './columns';
import type { State } from './queries';

interface Props {
  tunnels: readonly Tunnel[];
  state?: State;
  tools?: ReactNode;
}

export function TunnelTable({ tunnels, state = 'live', tools }: Props) {
  const closing = useTarget<Tunnel>();
  const cells = useMemo(() => columns(state, closing.show), [state, closing.show]);
  return (
    <>
      <DataTable
        caption={tCount('tunnels.count', tunnels.length)}
        columns={cells}
        rows={tunnels}
        rowKey={(tunnel) => tunnel.id}
        text={textOf}
        filterLabel={t('tunnels.filter')}
        tools={tools}
      />
      <CloseTunnelDialog target={closing} />
    </>
  );
}

function textOf({ name, urls, target, edge, agent }: Tunnel): string {
  return [name, ...urls, target, edge, agent.address, agent.version].join(' ');
}

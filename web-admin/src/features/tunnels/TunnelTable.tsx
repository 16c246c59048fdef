import { useMemo } from 'react';
import type { Tunnel } from '@/api/types';
import { tCount } from '@/lib/i18n';
import { Table } from '@/ui/Table';
import { useTarget } from '@/ui/useTarget';
import { CloseTunnelDialog } from './CloseTunnelDialog';
import { columns } from './columns';

export function TunnelTable({ tunnels }: { tunnels: readonly Tunnel[] }) {
  const closing = useTarget<Tunnel>();
  const cells = useMemo(() => columns(closing.show), [closing.show]);
  return (
    <>
      <Table
        caption={tCount('tunnels.count', tunnels.length)}
        columns={cells}
        rows={tunnels}
        rowKey={(tunnel) => tunnel.id}
      />
      <CloseTunnelDialog target={closing} />
    </>
  );
}

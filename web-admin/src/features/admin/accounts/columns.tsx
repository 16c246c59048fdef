import { Ban, ChartColumn, Gauge, RotateCcw, Trash2, Waypoints } from 'lucide-react';
import type { AdminAccount } from '@/api/types';
import type { Act } from '@/features/admin/ConfirmAct';
import { formatNumber } from '@/lib/format';
import { t } from '@/lib/i18n';
import { paths, withParams } from '@/lib/paths';
import { Badge } from '@/ui/Badge';
import { MenuItem, MenuSeparator } from '@/ui/Menu';
import { RelativeTime } from '@/ui/RelativeTime';
import { RowMenu } from '@/ui/RowMenu';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';
import { deletion, suspension } from './calls';

interface Actions {
  onAct: (act: Act) => void;
  onLimits: (account: AdminAccount) => void;
  onResume: (account: AdminAccount) => void;
  onGo: (to: string) => void;
}

export function columns(actions: Actions): Column<AdminAccount>[] {
  return [
    {
      id: 'name',
      header: t('adminAccounts.account'),
      sortable: true,
      primary: true,
      cell: ({ name, owner }) => <Two first={name} second={owner !== name && owner} />,
    },
    {
      id: 'state',
      header: t('admin.state'),
      cell: ({ suspended }) =>
        suspended ? (
          <Badge tone="danger">{t('admin.suspended')}</Badge>
        ) : (
          <Badge tone="ok">{t('admin.active')}</Badge>
        ),
    },
    {
      id: 'members',
      header: t('adminAccounts.members'),
      align: 'end',
      cell: ({ members }) => formatNumber(members),
    },
    {
      id: 'tunnels',
      header: t('adminAccounts.tunnels'),
      align: 'end',
      cell: ({ tunnels }) => formatNumber(tunnels),
    },
    {
      id: 'createdAt',
      header: t('admin.created'),
      sortable: true,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      id: 'actions',
      header: t('action.actions'),
      actions: true,
      cell: (account) => <AccountActions account={account} {...actions} />,
    },
  ];
}

function AccountActions({ account, ...actions }: Actions & { account: AdminAccount }) {
  const at = (path: string) => withParams(path, { account: account.id });
  return (
    <RowMenu label={t('admin.more', { name: account.name })}>
      <MenuItem icon={<Gauge />} onSelect={() => actions.onLimits(account)}>
        {t('admin.limits')}
      </MenuItem>
      <MenuItem icon={<Waypoints />} onSelect={() => actions.onGo(at(paths.adminTunnels))}>
        {t('adminAccounts.showTunnels')}
      </MenuItem>
      <MenuItem icon={<ChartColumn />} onSelect={() => actions.onGo(at(paths.adminUsage))}>
        {t('adminAccounts.showUsage')}
      </MenuItem>
      <MenuSeparator />
      {account.suspended ? (
        <MenuItem icon={<RotateCcw />} onSelect={() => actions.onResume(account)}>
          {t('admin.unsuspend')}
        </MenuItem>
      ) : (
        <MenuItem danger icon={<Ban />} onSelect={() => actions.onAct(suspension(account))}>
          {t('admin.suspend')}
        </MenuItem>
      )}
      <MenuItem danger icon={<Trash2 />} onSelect={() => actions.onAct(deletion(account))}>
        {t('admin.delete')}
      </MenuItem>
    </RowMenu>
  );
}

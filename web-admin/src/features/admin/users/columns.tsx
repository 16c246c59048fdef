import { Ban, Gauge, KeyRound, RotateCcw, ShieldCheck, ShieldOff, Trash2 } from 'lucide-react';
import type { AdminUser } from '@/api/types';
import type { Act } from '@/features/admin/ConfirmAct';
import { t } from '@/lib/i18n';
import { Badge } from '@/ui/Badge';
import { MenuItem, MenuSeparator } from '@/ui/Menu';
import { RelativeTime } from '@/ui/RelativeTime';
import { RowMenu } from '@/ui/RowMenu';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';
import { deletion, roleChange, suspension } from './calls';

interface Actions {
  onAct: (act: Act) => void;
  onLimits: (user: AdminUser) => void;
  onResume: (user: AdminUser) => void;
  onPasswordLink: (user: AdminUser) => void;
}

export function columns(me: string | undefined, actions: Actions): Column<AdminUser>[] {
  return [
    {
      id: 'displayName',
      header: t('users.user'),
      sortable: true,
      primary: true,
      cell: ({ email, displayName }) => <Two first={displayName || email} second={displayName && email} />,
    },
    { id: 'state', header: t('admin.state'), cell: (user) => <State user={user} /> },
    {
      id: 'role',
      header: t('users.role'),
      cell: ({ role }) =>
        role === 'admin' ? <Badge tone="accent">{t('users.roleAdmin')}</Badge> : t('users.roleUser'),
    },
    {
      id: 'lastLoginAt',
      header: t('users.lastLogin'),
      sortable: true,
      cell: ({ lastLoginAt }) => (lastLoginAt ? <RelativeTime at={lastLoginAt} /> : t('users.never')),
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
      cell: (user) => <UserMenu user={user} mine={user.id === me} {...actions} />,
    },
  ];
}

function State({ user: { suspended, emailVerified } }: { user: AdminUser }) {
  if (suspended) return <Badge tone="danger">{t('admin.suspended')}</Badge>;
  return (
    <Two
      first={<Badge tone="ok">{t('admin.active')}</Badge>}
      second={!emailVerified && t('users.unverified')}
    />
  );
}

function UserMenu({ user, mine, ...actions }: Actions & { user: AdminUser; mine: boolean }) {
  const admin = user.role === 'admin';
  return (
    <RowMenu label={t('admin.more', { name: user.email })}>
      {user.accountId && (
        <MenuItem icon={<Gauge />} onSelect={() => actions.onLimits(user)}>
          {t('admin.limits')}
        </MenuItem>
      )}
      <MenuItem icon={<KeyRound />} onSelect={() => actions.onPasswordLink(user)}>
        {t('users.resetPassword')}
      </MenuItem>
      {!mine && (
        <>
          <MenuItem
            icon={admin ? <ShieldOff /> : <ShieldCheck />}
            onSelect={() => actions.onAct(roleChange(user))}
          >
            {t(admin ? 'users.makeUser' : 'users.makeAdmin')}
          </MenuItem>
          <MenuSeparator />
          {user.suspended ? (
            <MenuItem icon={<RotateCcw />} onSelect={() => actions.onResume(user)}>
              {t('admin.unsuspend')}
            </MenuItem>
          ) : (
            <MenuItem danger icon={<Ban />} onSelect={() => actions.onAct(suspension(user))}>
              {t('admin.suspend')}
            </MenuItem>
          )}
          <MenuItem danger icon={<Trash2 />} onSelect={() => actions.onAct(deletion(user))}>
            {t('admin.delete')}
          </MenuItem>
        </>
      )}
    </RowMenu>
  );
}

import type { Me, Member } from '@/api/types';
import { t } from '@/lib/i18n';
import { manages, roleName, roles } from '@/lib/roles';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';
import { RoleSelect } from './RoleSelect';

/** What somebody who looks at the members may see and do. */
export function columns(me: Me | undefined, onRemove: (member: Member) => void): Column<Member>[] {
  const mine = me?.account.role;
  const mayChange = (member: Member) =>
    manages(mine) && member.id !== me?.id && (mine === 'owner' || member.role !== 'owner');
  return [
    {
      id: 'member',
      header: t('members.member'),
      primary: true,
      sort: ({ email }) => email,
      cell: ({ email, displayName }) => <Two first={displayName || email} second={displayName && email} />,
    },
    {
      id: 'role',
      header: t('role.label'),
      sort: ({ role }) => roles.indexOf(role),
      cell: (member) =>
        mayChange(member) ? <RoleSelect member={member} myRole={mine} /> : roleName(member.role),
    },
    {
      id: 'joined',
      header: t('members.joined'),
      sort: ({ joinedAt }) => Date.parse(joinedAt),
      cell: ({ joinedAt }) => <RelativeTime at={joinedAt} />,
    },
    {
      id: 'actions',
      header: t('action.actions'),
      actions: true,
      cell: (member) => (
        <>
          {member.suspended && <Badge tone="danger">{t('members.suspended')}</Badge>}
          {member.id === me?.id && <Badge tone="accent">{t('members.you')}</Badge>}
          {mayChange(member) && (
            <Button
              size="small"
              variant="quiet"
              aria-label={t('members.removeNamed', { email: member.email })}
              onClick={() => onRemove(member)}
            >
              {t('members.remove')}
            </Button>
          )}
        </>
      ),
    },
  ];
}

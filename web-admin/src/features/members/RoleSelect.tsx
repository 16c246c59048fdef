import { messageOf } from '@/api/messages';
import type { Member } from '@/api/types';
import { t } from '@/lib/i18n';
import { isRole, roleName, rolesBelow } from '@/lib/roles';
import { SelectField } from '@/ui/Choice';
import { toast } from '@/ui/toast';
import { useSetRole } from './queries';

/** A member's role, changed where it stands. */
export function RoleSelect({ member, myRole }: { member: Member; myRole: string | undefined }) {
  const set = useSetRole();
  const { id, email, role } = member;
  return (
    <SelectField
      bare
      label={t('members.roleOf', { email })}
      value={role}
      disabled={set.isPending}
      options={rolesBelow(myRole).map((value) => ({ value, label: roleName(value) }))}
      onChange={(next) => {
        if (!isRole(next)) return;
        set.mutate(
          { id, role: next },
          {
            onSuccess: () => toast(t('members.roleSet', { email, role: roleName(next) })),
            onError: (error) => toast(messageOf(error)),
          },
        );
      }}
    />
  );
}

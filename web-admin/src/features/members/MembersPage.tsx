import { useQuery } from '@tanstack/react-query';
import { Pencil, UserPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { meQuery } from '@/api/account';
import { loading } from '@/api/loading';
import type { Member } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { useOpenParam } from '@/lib/params';
import { manages } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { useTarget } from '@/ui/useTarget';
import { columns } from './columns';
import { InvitationsSection } from './InvitationsSection';
import { InviteDialog } from './InviteDialog';
import { membersQuery } from './queries';
import { RemoveMemberDialog } from './RemoveMemberDialog';
import { RenameAccountDialog } from './RenameAccountDialog';

export function MembersPage() {
  const me = useQuery(meQuery).data;
  const query = useQuery(membersQuery);
  const inviting = useOpenParam('new');
  const [renaming, setRenaming] = useState(false);
  const removing = useTarget<Member>();
  const account = me?.account.name ?? '';
  const managing = manages(me?.account.role);
  const cells = useMemo(() => columns(me, removing.show), [me, removing.show]);
  return (
    <>
      <PageHeader
        title={t('members.title')}
        lead={account ? t('members.lead', { account }) : t('members.leadPlain')}
        action={
          managing && (
            <>
              <Button icon={<Pencil aria-hidden="true" />} onClick={() => setRenaming(true)}>
                {t('members.rename')}
              </Button>{' '}
              <Button variant="primary" icon={<UserPlus aria-hidden="true" />} onClick={inviting.show}>
                {t('invitations.create')}
              </Button>
            </>
          )
        }
      />
      <Loaded {...loading(query)}>
        {(members) => (
          <DataTable
            caption={tCount('members.count', members.length)}
            columns={cells}
            rows={members}
            rowKey={(member) => member.id}
            text={({ email, displayName, role }) => `${email} ${displayName} ${role}`}
          />
        )}
      </Loaded>
      {managing && <InvitationsSection />}
      {managing && (
        <InviteDialog
          open={inviting.open}
          onClose={inviting.hide}
          account={account}
          myRole={me?.account.role}
        />
      )}
      <RenameAccountDialog open={renaming} onClose={() => setRenaming(false)} name={account} />
      <RemoveMemberDialog target={removing} account={account} />
    </>
  );
}

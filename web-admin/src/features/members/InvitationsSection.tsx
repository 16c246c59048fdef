import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { loading } from '@/api/loading';
import { messageOf } from '@/api/messages';
import type { Invitation } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { roleName } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Expiry } from '@/ui/Expiry';
import { Loaded } from '@/ui/Loaded';
import { type Column, Table } from '@/ui/Table';
import { toast } from '@/ui/toast';
import { type Target, useTarget } from '@/ui/useTarget';
import styles from './InvitationsSection.module.css';
import { invitationsQuery, useRevokeInvitation } from './queries';

export function InvitationsSection() {
  const query = useQuery(invitationsQuery);
  const revoking = useTarget<Invitation>();
  const cells = useMemo(() => columns(revoking.show), [revoking.show]);
  return (
    <section aria-labelledby="invitations" className={styles.section}>
      <h2 id="invitations">{t('invitations.title')}</h2>
      <p className={styles.lead}>{t('invitations.lead')}</p>
      <Loaded {...loading(query)}>
        {(invitations) =>
          invitations.length === 0 ? (
            <p className={styles.none}>{t('invitations.none')}</p>
          ) : (
            <Table
              caption={tCount('invitations.count', invitations.length)}
              columns={cells}
              rows={invitations}
              rowKey={(invitation) => invitation.id}
            />
          )
        }
      </Loaded>
      <RevokeInvitationDialog target={revoking} />
    </section>
  );
}

function columns(onRevoke: (invitation: Invitation) => void): Column<Invitation>[] {
  return [
    { id: 'email', header: t('invitations.email'), primary: true, cell: ({ email }) => email },
    { id: 'role', header: t('role.label'), cell: ({ role }) => roleName(role) },
    {
      id: 'expires',
      header: t('invitations.expires'),
      cell: ({ expiresAt }) => <Expiry at={expiresAt} />,
    },
    {
      id: 'actions',
      header: t('action.actions'),
      actions: true,
      cell: (invitation) => (
        <Button
          size="small"
          variant="quiet"
          aria-label={t('invitations.revokeNamed', { email: invitation.email })}
          onClick={() => onRevoke(invitation)}
        >
          {t('invitations.revoke')}
        </Button>
      ),
    },
  ];
}

function RevokeInvitationDialog({ target }: { target: Target<Invitation> }) {
  const revoke = useRevokeInvitation();
  if (!target.value) return null;
  const { id, email } = target.value;
  const close = () => {
    target.hide();
    revoke.reset();
  };
  return (
    <ConfirmDialog
      open={target.open}
      onClose={close}
      title={t('invitations.revokeTitle', { email })}
      confirm={t('invitations.revoke')}
      busy={revoke.isPending}
      error={revoke.error && messageOf(revoke.error)}
      onConfirm={() =>
        revoke.mutate(id, {
          onSuccess: () => {
            close();
            toast(t('invitations.revoked', { email }));
          },
        })
      }
    >
      {t('invitations.revokeLead')}
    </ConfirmDialog>
  );
}

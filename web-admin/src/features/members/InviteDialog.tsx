import { formProblem } from '@/api/messages';
import { all, emailPattern, filled, matches } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { isRole, roleName, rolesBelow } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { RadioField } from '@/ui/Choice';
import { Dialog } from '@/ui/Dialog';
import { Fields } from '@/ui/Fields';
import { Form, FormActions } from '@/ui/Form';
import { SecretDialog } from '@/ui/Secret';
import { Snippet } from '@/ui/Snippet';
import { TextField } from '@/ui/TextField';
import { useInvite } from './queries';

interface Props {
  open: boolean;
  onClose: () => void;
  account: string;
  myRole: string | undefined;
}

/** Asks whom to invite, then shows the link: the only time that it can be seen. */
export function InviteDialog({ open, onClose, account, myRole }: Props) {
  const invite = useInvite();
  const problem = formProblem(invite.error, ['email']);
  const close = () => {
    onClose();
    invite.reset();
  };
  if (invite.data) {
    const { email, link } = invite.data;
    return (
      <SecretDialog
        open={open}
        onClose={close}
        title={t('invitations.sentTitle', { email })}
        lead={t('invitations.sentLead')}
      >
        <Fields
          fields={[[t('invitations.link'), <Snippet key="link" text={link} what={t('invitations.link')} />]]}
        />
      </SecretDialog>
    );
  }
  return (
    <Dialog open={open} onClose={close} title={t('invitations.createTitle', { account })}>
      <Form
        onSubmit={({ email = '', role }) => invite.mutate({ email, role: isRole(role) ? role : 'member' })}
        errors={problem.fields}
        error={problem.form}
      >
        <TextField
          name="email"
          type="email"
          label={t('invitations.email')}
          required
          verbatim
          maxLength={254}
          autoComplete="off"
          check={all(filled(t('auth.emailMissing')), matches(emailPattern, t('auth.emailMalformed')))}
        />
        <RadioField
          legend={t('role.label')}
          name="role"
          defaultValue="member"
          options={rolesBelow(myRole).map((role) => ({
            value: role,
            label: roleName(role),
            hint: t(`role.${role}Hint`),
          }))}
        />
        <FormActions>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={invite.isPending}>
            {t('invitations.send')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

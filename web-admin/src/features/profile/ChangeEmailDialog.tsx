import { formProblem } from '@/api/messages';
import { all, emailPattern, filled, matches } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, FormActions } from '@/ui/Form';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { useChangeEmail } from './queries';

/** Asks for another address; it is the user's once the link that is mailed to it was opened. */
export function ChangeEmailDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const change = useChangeEmail();
  const problem = formProblem(change.error, ['email', 'password']);
  const close = () => {
    onClose();
    change.reset();
  };
  const submit = ({ email = '', password = '' }: Record<string, string>) =>
    change.mutate(
      { email, password },
      {
        onSuccess: () => {
          close();
          toast(t('profile.verificationSent', { email }));
        },
      },
    );
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('profile.changeEmail')}
      description={t('profile.changeEmailLead')}
    >
      <Form onSubmit={submit} errors={problem.fields} error={problem.form}>
        <TextField
          name="email"
          type="email"
          label={t('profile.newEmail')}
          required
          verbatim
          maxLength={254}
          autoComplete="email"
          check={all(filled(t('auth.emailMissing')), matches(emailPattern, t('auth.emailMalformed')))}
        />
        <PasswordField
          name="password"
          label={t('profile.oldPassword')}
          autoComplete="current-password"
          required
          maxLength={200}
          check={filled(t('auth.passwordMissing'))}
        />
        <FormActions>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={change.isPending}>
            {t('profile.sendLink')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

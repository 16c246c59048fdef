import { formProblem } from '@/api/messages';
import { useAct } from '@/features/admin/useAct';
import { all, atLeast, emailPattern, filled, matches } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { RadioField } from '@/ui/Choice';
import { FormDialog } from '@/ui/FormDialog';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { createUser } from './calls';

export function CreateUserDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const create = useAct(createUser);
  const problem = formProblem(create.error, ['email', 'displayName', 'password']);
  const close = () => {
    onClose();
    create.reset();
  };
  const submit = ({ email = '', displayName, password, role }: Record<string, string>) =>
    create.mutate(
      {
        email,
        role: role === 'admin' ? 'admin' : 'user',
        ...(displayName && { displayName }),
        ...(password && { password }),
      },
      {
        onSuccess: (user) => {
          close();
          toast(t('users.made', { email: user.email }));
        },
      },
    );
  const longEnough = atLeast(10, t('auth.passwordShort'));
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('users.create')}
      description={t('users.createHint')}
      problem={problem}
      busy={create.isPending}
      onSubmit={submit}
    >
      <TextField
        name="email"
        type="email"
        label={t('users.email')}
        required
        verbatim
        maxLength={254}
        autoComplete="off"
        check={all(filled(t('auth.emailMissing')), matches(emailPattern, t('auth.emailMalformed')))}
      />
      <TextField name="displayName" label={t('users.name')} maxLength={100} autoComplete="off" />
      <PasswordField
        name="password"
        label={t('users.password')}
        hint={t('users.passwordHint')}
        autoComplete="new-password"
        maxLength={200}
        check={(password) => (password === '' ? null : longEnough(password))}
      />
      <RadioField
        legend={t('users.role')}
        name="role"
        defaultValue="user"
        options={[
          { value: 'user', label: t('users.roleUser') },
          { value: 'admin', label: t('users.roleAdmin'), hint: t('users.makeAdminLead') },
        ]}
      />
    </FormDialog>
  );
}

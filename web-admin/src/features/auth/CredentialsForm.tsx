import { useMutation } from '@tanstack/react-query';
import { formProblem } from '@/api/messages';
import { all, atLeast, emailPattern, filled, matches } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Form, FormActions } from '@/ui/Form';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';

interface Props {
  /** A new password is checked for its length and explained; an existing one is only sent. */
  password: 'new' | 'existing';
  submit: string;
  /** The address that an invitation is for. */
  email?: string;
  onSubmit: (credentials: { email: string; password: string }) => Promise<void>;
}

const minPassword = 10;
const maxPassword = 200;

export function CredentialsForm({ password, email = '', submit, onSubmit }: Props) {
  const isNew = password === 'new';
  const mutation = useMutation({ mutationFn: onSubmit });
  const problem = formProblem(mutation.error, ['email', 'password']);
  return (
    <Form
      onSubmit={(values) => mutation.mutate({ email: values.email ?? '', password: values.password ?? '' })}
      errors={problem.fields}
      error={problem.form}
    >
      <TextField
        name="email"
        type="email"
        label={t('auth.email')}
        defaultValue={email}
        autoComplete="username"
        required
        maxLength={254}
        verbatim
        check={all(filled(t('auth.emailMissing')), matches(emailPattern, t('auth.emailMalformed')))}
      />
      <PasswordField
        name="password"
        label={t('auth.password')}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        maxLength={maxPassword}
        {...(isNew && { hint: t('auth.passwordHint') })}
        check={all(
          filled(t('auth.passwordMissing')),
          atLeast(isNew ? minPassword : 0, t('auth.passwordShort')),
        )}
      />
      <FormActions>
        <Button type="submit" variant="primary" wide busy={mutation.isPending}>
          {submit}
        </Button>
      </FormActions>
    </Form>
  );
}

import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { done, publicApi } from '@/api/client';
import { ApiError } from '@/api/errors';
import { forgetLogin } from '@/api/login';
import { formProblem, type FormProblem } from '@/api/messages';
import { atLeast } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { Button, buttonClass } from '@/ui/Button';
import { Form, FormActions } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { PasswordField } from '@/ui/PasswordField';
import { AuthLayout } from './AuthLayout';
import { useLinkSecret } from './link-secret';

export function ResetPasswordPage() {
  const token = useLinkSecret();
  const reset = useMutation({
    mutationFn: (password: string) =>
      done(publicApi.POST('/api/v1/auth/password-reset/confirm', { body: { token, password } })),
    onSuccess: () => forgetLogin('person'),
  });
  const problem = problemOf(reset.error);
  return (
    <AuthLayout title={t('reset.title')} lead={t('reset.lead')}>
      {reset.isSuccess ? (
        <>
          <Notice tone="ok">{t('reset.done')}</Notice>
          <FormActions>
            <Link to={paths.login} className={buttonClass({ variant: 'primary', wide: true })}>
              {t('login.title')}
            </Link>
          </FormActions>
        </>
      ) : (
        <Form
          onSubmit={({ password = '' }) => reset.mutate(password)}
          errors={problem.fields}
          error={problem.form}
        >
          <PasswordField
            name="password"
            label={t('profile.newPassword')}
            hint={t('auth.passwordHint')}
            autoComplete="new-password"
            required
            maxLength={200}
            check={atLeast(10, t('auth.passwordShort'))}
          />
          <FormActions>
            <Button type="submit" variant="primary" wide busy={reset.isPending}>
              {t('reset.submit')}
            </Button>
          </FormActions>
        </Form>
      )}
    </AuthLayout>
  );
}

/** A link that the server does not know says so on the form; other problems are as anywhere. */
function problemOf(error: Error | null): FormProblem {
  const problem = formProblem(error, ['password']);
  const unknown = error instanceof ApiError && error.problem.status < 500 && error.code !== 'rate_limited';
  return problem.form && unknown ? { fields: {}, form: t('reset.bad') } : problem;
}

import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { done, publicApi } from '@/api/client';
import { forgetLogin } from '@/api/login';
import { formProblem } from '@/api/messages';
import { atLeast } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { Button, buttonClass } from '@/ui/Button';
import { Form, FormActions } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { PasswordField } from '@/ui/PasswordField';
import { AuthLayout } from './AuthLayout';
import { isDeadLink, useLinkSecret } from './link-secret';

export function ResetPasswordPage() {
  const token = useLinkSecret();
  const reset = useMutation({
    mutationFn: (password: string) =>
      done(publicApi.POST('/api/v1/auth/password-reset/confirm', { body: { token, password } })),
    onSuccess: () => forgetLogin('person'),
  });
  const problem = formProblem(reset.error, ['password']);
  const dead = problem.form !== null && isDeadLink(reset.error);
  return (
    <AuthLayout
      title={t('reset.title')}
      lead={t('reset.lead')}
      footer={dead && <Link to={paths.forgot}>{t('reset.again')}</Link>}
    >
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
          error={dead ? t('reset.bad') : problem.form}
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

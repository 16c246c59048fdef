import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { done, publicApi } from '@/api/client';
import { formProblem } from '@/api/messages';
import { all, emailPattern, filled, matches } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { Button } from '@/ui/Button';
import { Form, FormActions } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';
import { AuthLayout } from './AuthLayout';

export function ForgotPasswordPage() {
  const ask = useMutation({
    mutationFn: (email: string) => done(publicApi.POST('/api/v1/auth/password-reset', { body: { email } })),
  });
  const problem = formProblem(ask.error, ['email']);
  return (
    <AuthLayout
      title={t('forgot.title')}
      lead={t('forgot.lead')}
      footer={<Link to={paths.login}>{t('forgot.back')}</Link>}
    >
      {ask.isSuccess ? (
        <Notice tone="ok">
          {t('forgot.sent', { email: ask.variables })} {t('forgot.noMail')}
        </Notice>
      ) : (
        <Form onSubmit={({ email = '' }) => ask.mutate(email)} errors={problem.fields} error={problem.form}>
          <TextField
            name="email"
            type="email"
            label={t('auth.email')}
            autoComplete="username"
            required
            maxLength={254}
            verbatim
            check={all(filled(t('auth.emailMissing')), matches(emailPattern, t('auth.emailMalformed')))}
          />
          <FormActions>
            <Button type="submit" variant="primary" wide busy={ask.isPending}>
              {t('forgot.submit')}
            </Button>
          </FormActions>
        </Form>
      )}
    </AuthLayout>
  );
}

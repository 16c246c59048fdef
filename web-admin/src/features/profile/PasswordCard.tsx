import { useRef } from 'react';
import { formProblem } from '@/api/messages';
import { atLeast, filled } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Form, FormActions } from '@/ui/Form';
import { PasswordField } from '@/ui/PasswordField';
import { toast } from '@/ui/toast';
import { useChangePassword } from './queries';

const fields = ['oldPassword', 'newPassword'];

export function PasswordCard() {
  const change = useChangePassword();
  const problem = formProblem(change.error, fields);
  const form = useRef<HTMLDivElement>(null);
  const submit = ({ oldPassword = '', newPassword = '' }: Record<string, string>) =>
    change.mutate(
      { oldPassword, newPassword },
      {
        onSuccess: () => {
          form.current?.querySelector('form')?.reset();
          toast(t('profile.passwordChanged'));
        },
      },
    );
  return (
    <Card title={t('profile.password')} lead={t('profile.passwordLead')}>
      <div ref={form}>
        <Form onSubmit={submit} errors={problem.fields} error={problem.form}>
          <PasswordField
            name="oldPassword"
            label={t('profile.oldPassword')}
            autoComplete="current-password"
            required
            maxLength={200}
            check={filled(t('auth.passwordMissing'))}
          />
          <PasswordField
            name="newPassword"
            label={t('profile.newPassword')}
            hint={t('auth.passwordHint')}
            autoComplete="new-password"
            required
            maxLength={200}
            check={atLeast(10, t('auth.passwordShort'))}
          />
          <FormActions>
            <Button type="submit" busy={change.isPending}>
              {t('profile.changePassword')}
            </Button>
          </FormActions>
        </Form>
      </div>
    </Card>
  );
}

import { useMutation } from '@tanstack/react-query';
import { chooseAccount } from '@/api/chosen-account';
import { api, body } from '@/api/client';
import { formProblem } from '@/api/messages';
import { filled } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, FormActions } from '@/ui/Form';
import { TextField } from '@/ui/TextField';

/** Makes an account and goes there. */
export function NewAccountDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const create = useMutation({
    mutationFn: (name: string) => body(api.POST('/api/v1/accounts', { body: { name } })),
    onSuccess: ({ id }) => chooseAccount(id),
  });
  const problem = formProblem(create.error, ['name']);
  const close = () => {
    onClose();
    create.reset();
  };
  return (
    <Dialog open={open} onClose={close} title={t('accounts.create')} description={t('accounts.createLead')}>
      <Form onSubmit={({ name = '' }) => create.mutate(name)} errors={problem.fields} error={problem.form}>
        <TextField
          name="name"
          label={t('members.accountName')}
          required
          maxLength={100}
          autoComplete="off"
          check={filled(t('members.accountNameMissing'))}
        />
        <FormActions>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={create.isPending}>
            {t('accounts.create')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

import { formProblem } from '@/api/messages';
import { filled } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, FormActions } from '@/ui/Form';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { useRenameAccount } from './queries';

interface Props {
  open: boolean;
  onClose: () => void;
  name: string;
}

export function RenameAccountDialog({ open, onClose, name }: Props) {
  const rename = useRenameAccount();
  const problem = formProblem(rename.error, ['name']);
  const close = () => {
    onClose();
    rename.reset();
  };
  const submit = ({ name: next = '' }: Record<string, string>) =>
    rename.mutate(next, {
      onSuccess: () => {
        close();
        toast(t('members.renamed', { name: next }));
      },
    });
  return (
    <Dialog open={open} onClose={close} title={t('members.rename')}>
      <Form onSubmit={submit} errors={problem.fields} error={problem.form}>
        <TextField
          name="name"
          label={t('members.accountName')}
          required
          maxLength={100}
          autoComplete="off"
          defaultValue={name}
          check={filled(t('members.accountNameMissing'))}
        />
        <FormActions>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={rename.isPending}>
            {t('profile.save')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

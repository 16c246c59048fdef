import { formProblem } from '@/api/messages';
import type { CreatedAuthtoken } from '@/api/types';
import { filled } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, FormActions } from '@/ui/Form';
import { TextField } from '@/ui/TextField';
import { AuthtokenSecret } from './AuthtokenSecret';
import { useCreateAuthtoken } from './queries';

interface Props {
  open: boolean;
  onClose: () => void;
  onCreated?: (authtoken: CreatedAuthtoken) => void;
}

/** Asks for a name, then shows the secret: the only time that it can be seen. */
export function CreateAuthtokenDialog({ open, onClose, onCreated }: Props) {
  const create = useCreateAuthtoken();
  const created = create.data;
  const problem = formProblem(create.error, ['name']);
  const close = () => {
    onClose();
    create.reset();
  };
  if (created) {
    return (
      <Dialog
        open={open}
        onClose={close}
        sticky
        title={t('authtokens.createdTitle', { name: created.name })}
        description={t('authtokens.createdLead')}
      >
        <AuthtokenSecret token={created.token} />
        <FormActions>
          <Button variant="primary" onClick={close}>
            {t('authtokens.done')}
          </Button>
        </FormActions>
      </Dialog>
    );
  }
  return (
    <Dialog open={open} onClose={close} title={t('authtokens.create')}>
      <Form
        onSubmit={({ name = '' }) => create.mutate(name, onCreated && { onSuccess: onCreated })}
        errors={problem.fields}
        error={problem.form}
      >
        <TextField
          name="name"
          label={t('authtokens.name')}
          hint={t('authtokens.nameHint')}
          required
          maxLength={100}
          autoComplete="off"
          check={filled(t('authtokens.nameMissing'))}
        />
        <FormActions>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={create.isPending}>
            {t('authtokens.create')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

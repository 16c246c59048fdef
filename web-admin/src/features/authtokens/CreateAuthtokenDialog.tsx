import { formProblem } from '@/api/messages';
import type { CreatedAuthtoken } from '@/api/types';
import { filled } from '@/lib/checks';
import { expiryOf } from '@/lib/expiry';
import { t } from '@/lib/i18n';
import { ExpiryField } from '@/ui/ExpiryField';
import { FormDialog } from '@/ui/FormDialog';
import { SecretDialog } from '@/ui/Secret';
import { TextField } from '@/ui/TextField';
import { AuthtokenSecret } from './AuthtokenSecret';
import { useCreateAuthtoken } from './queries';
import { scopeOf } from './scope';
import { ScopeFields } from './ScopeFields';

interface Props {
  open: boolean;
  onClose: () => void;
  onCreated?: (authtoken: CreatedAuthtoken) => void;
}

/** Asks for a name, then shows the secret: the only time that it can be seen. */
export function CreateAuthtokenDialog({ open, onClose, onCreated }: Props) {
  const create = useCreateAuthtoken();
  const created = create.data;
  const problem = formProblem(create.error, ['name', 'subdomains', 'ports']);
  const close = () => {
    onClose();
    create.reset();
  };
  const submit = (values: Record<string, string>) => {
    const scope = scopeOf(values);
    create.mutate(
      { name: values.name ?? '', ...(scope && { scope }), ...expiryOf(values.expires, Date.now()) },
      onCreated && { onSuccess: onCreated },
    );
  };
  if (created) {
    return (
      <SecretDialog
        open={open}
        onClose={close}
        title={t('authtokens.createdTitle', { name: created.name })}
        lead={t('authtokens.createdLead')}
      >
        <AuthtokenSecret token={created.token} />
      </SecretDialog>
    );
  }
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('authtokens.create')}
      problem={problem}
      busy={create.isPending}
      onSubmit={submit}
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
      <ExpiryField />
      <ScopeFields />
    </FormDialog>
  );
}

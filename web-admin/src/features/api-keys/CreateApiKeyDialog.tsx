import { formProblem } from '@/api/messages';
import { filled } from '@/lib/checks';
import { apiExample } from '@/lib/command';
import { expiryOf } from '@/lib/expiry';
import { t } from '@/lib/i18n';
import { RadioField } from '@/ui/Choice';
import { ExpiryField } from '@/ui/ExpiryField';
import { Fields } from '@/ui/Fields';
import { FormDialog } from '@/ui/FormDialog';
import { SecretDialog } from '@/ui/Secret';
import { Snippet } from '@/ui/Snippet';
import { TextField } from '@/ui/TextField';
import { useCreateApiKey } from './queries';

/** Asks what the key is for, then shows it: the only time that it can be seen. */
export function CreateApiKeyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const create = useCreateApiKey();
  const problem = formProblem(create.error, ['name']);
  const close = () => {
    onClose();
    create.reset();
  };
  const created = create.data;
  if (created) {
    return (
      <SecretDialog
        open={open}
        onClose={close}
        title={t('authtokens.createdTitle', { name: created.name })}
        lead={t('apiKeys.createdLead')}
      >
        <Fields
          fields={[
            [t('apiKeys.secret'), <Snippet key="key" text={created.key} what={t('apiKeys.secret')} />],
            [
              t('apiKeys.example'),
              <Snippet key="try" command text={apiExample(created.key)} what={t('apiKeys.example')} />,
            ],
          ]}
        />
      </SecretDialog>
    );
  }
  const submit = ({ name = '', scope, expires }: Record<string, string>) =>
    create.mutate({
      name,
      scope: scope === 'read' ? 'read' : 'write',
      ...expiryOf(expires, Date.now()),
    });
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('apiKeys.create')}
      problem={problem}
      busy={create.isPending}
      onSubmit={submit}
    >
      <TextField
        name="name"
        label={t('authtokens.name')}
        hint={t('apiKeys.nameHint')}
        required
        maxLength={100}
        autoComplete="off"
        check={filled(t('authtokens.nameMissing'))}
      />
      <RadioField
        legend={t('apiKeys.scope')}
        name="scope"
        defaultValue="write"
        options={[
          { value: 'read', label: t('apiKeys.read') },
          { value: 'write', label: t('apiKeys.write') },
        ]}
      />
      <ExpiryField />
    </FormDialog>
  );
}

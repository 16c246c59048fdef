import { formProblem } from '@/api/messages';
import type { ReservedDomain } from '@/api/types';
import { all, filled, hostnamePattern, matches } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { FormDialog } from '@/ui/FormDialog';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { useAddDomain } from './queries';

interface Props {
  open: boolean;
  onClose: () => void;
  onAdded: (domain: ReservedDomain) => void;
}

export function AddDomainDialog({ open, onClose, onAdded }: Props) {
  const add = useAddDomain();
  const problem = formProblem(add.error, ['hostname', 'description']);
  const close = () => {
    onClose();
    add.reset();
  };
  const submit = ({ hostname = '', description = '' }: Record<string, string>) =>
    add.mutate(
      { hostname: hostname.toLowerCase(), description },
      {
        onSuccess: (domain) => {
          add.reset();
          onAdded(domain);
          toast(t('domains.added', { hostname: domain.hostname }));
        },
      },
    );
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('domains.create')}
      problem={problem}
      busy={add.isPending}
      onSubmit={submit}
    >
      <TextField
        name="hostname"
        label={t('domains.hostname')}
        hint={t('domains.hostnameHint')}
        verbatim
        required
        maxLength={253}
        autoComplete="off"
        check={all(
          filled(t('domains.hostnameMissing')),
          matches(hostnamePattern, t('domains.hostnameMalformed')),
        )}
      />
      <TextField
        name="description"
        label={t('reserved.description')}
        hint={t('reserved.descriptionHint')}
        maxLength={500}
        autoComplete="off"
      />
    </FormDialog>
  );
}

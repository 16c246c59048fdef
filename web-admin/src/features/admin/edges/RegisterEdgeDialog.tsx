import { formProblem } from '@/api/messages';
import { useAct } from '@/features/admin/useAct';
import { matches } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { FormDialog } from '@/ui/FormDialog';
import { TextField } from '@/ui/TextField';
import { registerEdge } from './calls';
import type { IssuedKey } from './EdgeKeyDialog';

const namePattern = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

interface Props {
  open: boolean;
  onClose: () => void;
  onRegistered: (key: IssuedKey) => void;
}

export function RegisterEdgeDialog({ open, onClose, onRegistered }: Props) {
  const register = useAct(registerEdge);
  const problem = formProblem(register.error, ['name']);
  const close = () => {
    onClose();
    register.reset();
  };
  const submit = ({ name = '' }: Record<string, string>) =>
    register.mutate(name, {
      onSuccess: (issued) => {
        close();
        onRegistered(issued);
      },
    });
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('edges.create')}
      problem={problem}
      busy={register.isPending}
      onSubmit={submit}
    >
      <TextField
        name="name"
        label={t('edges.name')}
        hint={t('edges.nameHint')}
        required
        verbatim
        maxLength={63}
        autoComplete="off"
        check={matches(namePattern, t('edges.nameMalformed'))}
      />
    </FormDialog>
  );
}

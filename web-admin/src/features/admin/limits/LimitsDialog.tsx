import { formProblem } from '@/api/messages';
import type { AccountLimits } from '@/api/types';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, FormActions } from '@/ui/Form';
import { toast } from '@/ui/toast';
import { limitNames, limitsOf } from './limits';
import { LimitsFields } from './LimitsFields';

interface Props {
  open: boolean;
  onClose: () => void;
  name: string;
  limits: AccountLimits;
  save: (limits: AccountLimits, done: { onSuccess: () => void }) => void;
  busy: boolean;
  error: Error | null;
}

/** The limits of one account. */
export function LimitsDialog({ open, onClose, name, limits, save, busy, error }: Props) {
  const problem = formProblem(error, limitNames);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title={t('admin.limitsOf', { name })}
      description={t('admin.limitsHint')}
    >
      <Form
        onSubmit={(values) =>
          save(limitsOf(values), {
            onSuccess: () => {
              onClose();
              toast(t('admin.limitsSaved', { name }));
            },
          })
        }
        errors={problem.fields}
        error={problem.form}
      >
        <LimitsFields limits={limits} />
        <FormActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('admin.limitsSave')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

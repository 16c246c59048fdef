import { formProblem } from '@/api/messages';
import type { ReservedSubdomain } from '@/api/types';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, FormActions } from '@/ui/Form';
import { toast } from '@/ui/toast';
import type { Target } from '@/ui/useTarget';
import { DescriptionField } from './DescriptionField';
import { useEditReservedSubdomain } from './queries';

export function EditReservedSubdomainDialog({ target }: { target: Target<ReservedSubdomain> }) {
  const edit = useEditReservedSubdomain();
  const subdomain = target.value;
  if (!subdomain) return null;
  const problem = formProblem(edit.error, ['description']);
  const close = () => {
    target.hide();
    edit.reset();
  };
  const save = (description: string) =>
    edit.mutate(
      { id: subdomain.id, description },
      {
        onSuccess: () => {
          close();
          toast(t('reserved.saved'));
        },
      },
    );
  return (
    <Dialog
      open={target.open}
      onClose={close}
      title={t('reserved.editTitle', { hostname: subdomain.hostname })}
    >
      <Form
        onSubmit={({ description = '' }) => save(description)}
        errors={problem.fields}
        error={problem.form}
      >
        <DescriptionField defaultValue={subdomain.description} />
        <FormActions>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={edit.isPending}>
            {t('reserved.save')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

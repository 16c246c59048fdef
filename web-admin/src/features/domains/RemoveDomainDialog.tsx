import { messageOf } from '@/api/messages';
import type { ReservedDomain } from '@/api/types';
import { t } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import type { Target } from '@/ui/useTarget';
import { useRemoveDomain } from './queries';

export function RemoveDomainDialog({ target }: { target: Target<ReservedDomain> }) {
  const remove = useRemoveDomain();
  if (!target.value) return null;
  const { id, hostname } = target.value;
  const close = () => {
    target.hide();
    remove.reset();
  };
  return (
    <ConfirmDialog
      open={target.open}
      onClose={close}
      title={t('domains.deleteTitle', { hostname })}
      confirm={t('domains.deleteConfirm')}
      busy={remove.isPending}
      error={remove.error && messageOf(remove.error)}
      onConfirm={() =>
        remove.mutate(id, {
          onSuccess: () => {
            close();
            toast(t('domains.deleted', { hostname }));
          },
        })
      }
    >
      {t('domains.deleteLead', { hostname })}
    </ConfirmDialog>
  );
}

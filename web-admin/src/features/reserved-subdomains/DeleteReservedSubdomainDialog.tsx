import { messageOf } from '@/api/messages';
import type { ReservedSubdomain } from '@/api/types';
import { t } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import type { Target } from '@/ui/useTarget';
import { useDeleteReservedSubdomain } from './queries';

export function DeleteReservedSubdomainDialog({ target }: { target: Target<ReservedSubdomain> }) {
  const remove = useDeleteReservedSubdomain();
  const subdomain = target.value;
  if (!subdomain) return null;
  const { id, hostname } = subdomain;
  const close = () => {
    target.hide();
    remove.reset();
  };
  return (
    <ConfirmDialog
      open={target.open}
      onClose={close}
      title={t('reserved.deleteTitle', { hostname })}
      confirm={t('reserved.deleteConfirm')}
      busy={remove.isPending}
      error={remove.error && messageOf(remove.error)}
      onConfirm={() =>
        remove.mutate(id, {
          onSuccess: () => {
            close();
            toast(t('reserved.deleted', { hostname }));
          },
        })
      }
    >
      {t('reserved.deleteLead')}
    </ConfirmDialog>
  );
}

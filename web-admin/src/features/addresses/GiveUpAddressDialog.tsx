import { messageOf } from '@/api/messages';
import type { ReservedAddress } from '@/api/types';
import { t } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import type { Target } from '@/ui/useTarget';
import { useGiveUpAddress } from './queries';

export function GiveUpAddressDialog({ target }: { target: Target<ReservedAddress> }) {
  const remove = useGiveUpAddress();
  if (!target.value) return null;
  const { id, address } = target.value;
  const close = () => {
    target.hide();
    remove.reset();
  };
  return (
    <ConfirmDialog
      open={target.open}
      onClose={close}
      title={t('addresses.deleteTitle', { address })}
      confirm={t('addresses.deleteConfirm')}
      busy={remove.isPending}
      error={remove.error && messageOf(remove.error)}
      onConfirm={() =>
        remove.mutate(id, {
          onSuccess: () => {
            close();
            toast(t('addresses.deleted', { address }));
          },
        })
      }
    >
      {t('addresses.deleteLead')}
    </ConfirmDialog>
  );
}

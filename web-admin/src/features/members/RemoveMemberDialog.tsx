import { messageOf } from '@/api/messages';
import type { Member } from '@/api/types';
import { t } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import type { Target } from '@/ui/useTarget';
import { useRemoveMember } from './queries';

export function RemoveMemberDialog({ target, account }: { target: Target<Member>; account: string }) {
  const remove = useRemoveMember();
  if (!target.value) return null;
  const { id, email } = target.value;
  const close = () => {
    target.hide();
    remove.reset();
  };
  return (
    <ConfirmDialog
      open={target.open}
      onClose={close}
      title={t('members.removeTitle', { email, account })}
      confirm={t('members.removeConfirm')}
      busy={remove.isPending}
      error={remove.error && messageOf(remove.error)}
      onConfirm={() =>
        remove.mutate(id, {
          onSuccess: () => {
            close();
            toast(t('members.removed', { email }));
          },
        })
      }
    >
      {t('members.removeLead')}
    </ConfirmDialog>
  );
}

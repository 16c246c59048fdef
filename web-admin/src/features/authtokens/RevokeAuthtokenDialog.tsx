import { messageOf } from '@/api/messages';
import type { Authtoken } from '@/api/types';
import { t } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import type { Target } from '@/ui/useTarget';
import { useRevokeAuthtoken } from './queries';

export function RevokeAuthtokenDialog({ target }: { target: Target<Authtoken> }) {
  const revoke = useRevokeAuthtoken();
  const authtoken = target.value;
  if (!authtoken) return null;
  const { id, name, prefix } = authtoken;
  const close = () => {
    target.hide();
    revoke.reset();
  };
  return (
    <ConfirmDialog
      open={target.open}
      onClose={close}
      title={t('authtokens.revokeTitle', { name })}
      confirm={t('authtokens.revoke')}
      busy={revoke.isPending}
      error={revoke.error && messageOf(revoke.error)}
      onConfirm={() =>
        revoke.mutate(id, {
          onSuccess: () => {
            close();
            toast(t('authtokens.revoked', { name }));
          },
        })
      }
    >
      {t('authtokens.revokeLead', { prefix })}
    </ConfirmDialog>
  );
}

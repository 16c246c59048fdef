import { messageOf } from '@/api/messages';
import type { ApiKey } from '@/api/types';
import { t } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import type { Target } from '@/ui/useTarget';
import { useRevokeApiKey } from './queries';

export function RevokeApiKeyDialog({ target }: { target: Target<ApiKey> }) {
  const revoke = useRevokeApiKey();
  const key = target.value;
  if (!key) return null;
  const { id, name, prefix } = key;
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
      {t('apiKeys.revokeLead', { prefix })}
    </ConfirmDialog>
  );
}

import { messageOf } from '@/api/messages';
import type { Tunnel } from '@/api/types';
import { t } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import type { Target } from '@/ui/useTarget';
import { useCloseTunnel } from './queries';
import { mainUrl } from './tunnel';

export function CloseTunnelDialog({ target }: { target: Target<Tunnel> }) {
  const close = useCloseTunnel();
  const tunnel = target.value;
  if (!tunnel) return null;
  const url = mainUrl(tunnel);
  const hide = () => {
    target.hide();
    close.reset();
  };
  return (
    <ConfirmDialog
      open={target.open}
      onClose={hide}
      title={t('tunnels.closeTitle')}
      confirm={t('tunnels.closeConfirm')}
      busy={close.isPending}
      error={close.error && messageOf(close.error)}
      onConfirm={() =>
        close.mutate(tunnel.id, {
          onSuccess: () => {
            hide();
            toast(t('tunnels.closed', { url }));
          },
        })
      }
    >
      {t('tunnels.closeLead', { url })}
    </ConfirmDialog>
  );
}

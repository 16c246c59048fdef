import { messageOf } from '@/api/messages';
import type { Session } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import type { Target } from '@/ui/useTarget';
import { useEndAllSessions, useEndSession } from './queries';

export function EndSessionDialog({ target }: { target: Target<Session> }) {
  const end = useEndSession();
  const session = target.value;
  if (!session) return null;
  const agent = session.agent.address;
  const close = () => {
    target.hide();
    end.reset();
  };
  return (
    <ConfirmDialog
      open={target.open}
      onClose={close}
      title={t('sessions.endTitle', { agent })}
      confirm={t('sessions.end')}
      busy={end.isPending}
      error={end.error && messageOf(end.error)}
      onConfirm={() =>
        end.mutate(session.id, {
          onSuccess: () => {
            close();
            toast(t('sessions.isEnded', { agent }));
          },
        })
      }
    >
      {tCount('sessions.endLead', session.tunnels)}
    </ConfirmDialog>
  );
}

export function EndAllDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const end = useEndAllSessions();
  const close = () => {
    onClose();
    end.reset();
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={close}
      title={t('sessions.endAllTitle')}
      confirm={t('sessions.endAll')}
      busy={end.isPending}
      error={end.error && messageOf(end.error)}
      onConfirm={() =>
        end.mutate(undefined, {
          onSuccess: ({ ended }) => {
            close();
            toast(tCount('sessions.allEnded', ended));
          },
        })
      }
    >
      {t('sessions.endAllLead')}
    </ConfirmDialog>
  );
}

import { messageOf } from '@/api/messages';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import { useAct } from './useAct';

/** Something that is asked for before it is done: what it is, in words, and how it is done. */
export interface Act {
  title: string;
  lead: string;
  confirm: string;
  /** What to say when it is done, where nothing else shows it. */
  told?: string;
  run: () => Promise<unknown>;
}

export function ConfirmAct({ open, act, onClose }: { open: boolean; act: Act | null; onClose: () => void }) {
  const doing = useAct((chosen: Act) => chosen.run());
  if (!act) return null;
  const close = () => {
    onClose();
    doing.reset();
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={close}
      title={act.title}
      confirm={act.confirm}
      busy={doing.isPending}
      error={doing.error && messageOf(doing.error)}
      onConfirm={() =>
        doing.mutate(act, {
          onSuccess: () => {
            close();
            if (act.told) toast(act.told);
          },
        })
      }
    >
      {act.lead}
    </ConfirmDialog>
  );
}

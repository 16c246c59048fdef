import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type ReactNode, useRef } from 'react';
import { t } from '@/lib/i18n';
import { Button } from './Button';
import styles from './Dialog.module.css';
import { FormActions } from './Form';
import { Notice } from './Notice';

interface Props {
  open: boolean;
  onClose: () => void;
  /** Names what is destroyed. */
  title: string;
  /** Says what follows from it. */
  children: ReactNode;
  confirm: string;
  onConfirm: () => void;
  busy: boolean;
  error: string | null;
}

/** Asks before something is destroyed; the focus starts on “Cancel”. */
export function ConfirmDialog({ open, onClose, title, children, confirm, onConfirm, busy, error }: Props) {
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Viewport className={styles.viewport}>
          <AlertDialog.Popup className={styles.popup} initialFocus={cancel}>
            <header className={styles.header}>
              <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
            </header>
            <AlertDialog.Description className={styles.description}>{children}</AlertDialog.Description>
            <div className={styles.body}>
              {error && <Notice tone="danger">{error}</Notice>}
              <FormActions>
                <AlertDialog.Close render={<Button ref={cancel}>{t('action.cancel')}</Button>} />
                <Button variant="danger" busy={busy} onClick={onConfirm}>
                  {confirm}
                </Button>
              </FormActions>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

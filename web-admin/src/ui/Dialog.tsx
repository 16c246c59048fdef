import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { t } from '@/lib/i18n';
import { classes } from './classes';
import { IconButton } from './IconButton';
import styles from './Dialog.module.css';

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** Keeps a press beside it from closing it: for what is shown only once, or typed. */
  sticky?: boolean;
  wide?: boolean;
  children: ReactNode;
}

export function Dialog({ open, onClose, title, description, sticky = false, wide = false, children }: Props) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root
      open={open}
      disablePointerDismissal={sticky}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Viewport className={styles.viewport}>
          <BaseDialog.Popup
            className={classes(styles.popup, wide && styles.wide)}
            initialFocus={(by) => by === 'touch' || (firstIn(body.current) ?? true)}
          >
            <header className={styles.header}>
              <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
              <BaseDialog.Close render={<IconButton label={t('action.close')} icon={<X />} />} />
            </header>
            {description && (
              <BaseDialog.Description className={styles.description}>{description}</BaseDialog.Description>
            )}
            <div ref={body} className={styles.body}>
              {children}
            </div>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Where the keyboard begins: the first field, or else the first button; not the one that closes. */
function firstIn(body: HTMLElement | null): HTMLElement | null {
  const field = body?.querySelector<HTMLElement>('input:not([type=hidden], :disabled), select, textarea');
  return field ?? body?.querySelector<HTMLElement>('button') ?? null;
}

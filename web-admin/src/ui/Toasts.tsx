import { Toast } from '@base-ui/react/toast';
import { CircleCheck, X } from 'lucide-react';
import { t } from '@/lib/i18n';
import { IconButton } from './IconButton';
import { toastManager } from './toast';
import styles from './Toasts.module.css';

/** Where short confirmations appear; once per page. */
export function Toasts() {
  return (
    <Toast.Provider toastManager={toastManager}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast}>
      <CircleCheck aria-hidden="true" className={styles.icon} />
      <Toast.Title className={styles.title} render={<div />} />
      <Toast.Close render={<IconButton label={t('action.dismiss')} icon={<X />} />} />
    </Toast.Root>
  ));
}

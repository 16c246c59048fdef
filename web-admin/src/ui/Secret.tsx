import type { ReactNode } from 'react';
import { t } from '@/lib/i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { FormActions } from './Form';

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  lead: string;
  children: ReactNode;
}

/** Shows what can be seen only once: nothing but its own button closes it. */
export function SecretDialog({ open, onClose, title, lead, children }: Props) {
  return (
    <Dialog open={open} onClose={onClose} sticky title={title} description={lead}>
      {children}
      <FormActions>
        <Button variant="primary" onClick={onClose}>
          {t('action.done')}
        </Button>
      </FormActions>
    </Dialog>
  );
}

import type { ReactNode } from 'react';
import { t } from '@/lib/i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Form, FormActions } from './Form';

interface Props {
  open: boolean;
  onClose: () => void;
  /** Names the dialog, and the button that does it. */
  title: string;
  description?: ReactNode;
  problem: { fields: Record<string, string>; form: string | null };
  busy: boolean;
  onSubmit: (values: Record<string, string>) => void;
  /** The fields. */
  children: ReactNode;
}

/** A dialog that makes something out of what is typed into it. */
export function FormDialog({ open, onClose, title, description, problem, busy, onSubmit, children }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={title} description={description}>
      <Form onSubmit={onSubmit} errors={problem.fields} error={problem.form}>
        {children}
        <FormActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {title}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

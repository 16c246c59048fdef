import { Form as BaseForm } from '@base-ui/react/form';
import type { ReactNode } from 'react';
import styles from './Form.module.css';
import { Notice } from './Notice';

interface Props {
  /** Called with the trimmed values of the named fields once the native checks pass. */
  onSubmit: (values: Record<string, string>) => void;
  /** Errors of the last submission by field name; each goes when its field is edited. */
  errors?: Record<string, string>;
  /** An error that belongs to no field. */
  error?: string | null;
  children: ReactNode;
}

export function Form({ onSubmit, errors, error, children }: Props) {
  return (
    <BaseForm
      className={styles.form}
      errors={errors}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(valuesOf(new FormData(event.currentTarget)));
      }}
    >
      {children}
      {error && <Notice tone="danger">{error}</Notice>}
    </BaseForm>
  );
}

export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

/** Passwords are taken as typed; around anything else, spaces are slips. */
function valuesOf(data: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of data) {
    if (typeof value === 'string') values[name] = /password$/i.test(name) ? value : value.trim();
  }
  return values;
}

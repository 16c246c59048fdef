import { Field } from '@base-ui/react/field';
import type { Check } from '@/lib/checks';
import styles from './TextField.module.css';

interface Props {
  name: string;
  label: string;
  hint?: string;
  defaultValue?: string;
  rows?: number;
  check?: Check;
}

/** A labelled input of several lines. */
export function TextArea({ name, label, hint, defaultValue, rows = 6, check }: Props) {
  return (
    <Field.Root
      name={name}
      className={styles.field}
      validate={(value) => check?.(String(value).trim()) ?? null}
    >
      <Field.Label className={styles.label}>{label}</Field.Label>
      <div className={styles.box}>
        <Field.Control
          render={<textarea rows={rows} spellCheck={false} autoCapitalize="none" />}
          defaultValue={defaultValue}
          className={styles.input}
        />
      </div>
      <Field.Error className={styles.error} />
      {hint && <Field.Description className={styles.hint}>{hint}</Field.Description>}
    </Field.Root>
  );
}

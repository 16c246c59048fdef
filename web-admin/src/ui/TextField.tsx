import { Field } from '@base-ui/react/field';
import type { ReactNode } from 'react';
import type { Check } from '@/lib/checks';
import styles from './TextField.module.css';

interface Props {
  name: string;
  label: string;
  hint?: ReactNode;
  type?: 'text' | 'email' | 'password';
  required?: boolean;
  /** Called when the form is submitted, and then with every change. */
  check?: Check;
  maxLength?: number;
  defaultValue?: string;
  /** Where what was typed is kept elsewhere. */
  value?: string;
  placeholder?: string;
  onValueChange?: (value: string) => void;
  autoComplete?: string;
  inputMode?: 'numeric';
  /** For names, addresses and secrets: no spelling, no capitals. */
  verbatim?: boolean;
  suffix?: ReactNode;
}

const typed = { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } as const;

/**
 * A labelled input. Hint and errors are tied to it for assistive technology; errors of the server reach it by its name.
 * The checks are ours and not the browser's, whose texts come in the browser's language.
 */
export function TextField({
  name,
  label,
  hint,
  type = 'text',
  required,
  check,
  verbatim,
  suffix,
  ...input
}: Props) {
  const verdict = (value: unknown) =>
    check?.(type === 'password' ? String(value) : String(value).trim()) ?? null;
  return (
    <Field.Root name={name} className={styles.field} validate={verdict}>
      <Field.Label className={styles.label}>{label}</Field.Label>
      <div className={styles.box}>
        <Field.Control
          {...input}
          {...(verbatim && typed)}
          type={type === 'email' ? 'text' : type}
          {...(type === 'email' && { inputMode: 'email' })}
          aria-required={required}
          className={styles.input}
        />
        {suffix && <span className={styles.suffix}>{suffix}</span>}
      </div>
      <Field.Error className={styles.error} />
      {hint && <Field.Description className={styles.hint}>{hint}</Field.Description>}
    </Field.Root>
  );
}

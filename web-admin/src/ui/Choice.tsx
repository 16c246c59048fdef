import { useId } from 'react';
import styles from './Choice.module.css';

interface SelectProps {
  label: string;
  name?: string;
  options: readonly { value: string; label: string }[];
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  /** Keeps the label for assistive technology only. */
  bare?: boolean;
  disabled?: boolean;
}

/** One of several values: the browser's own list, which every phone and screen reader knows. */
export function SelectField({ label, options, onChange, bare = false, ...select }: SelectProps) {
  const id = useId();
  return (
    <div className={bare ? undefined : styles.field}>
      <label htmlFor={id} className={bare ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <select
        id={id}
        {...select}
        className={styles.select}
        onChange={onChange && ((event) => onChange(event.target.value))}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface CheckProps {
  label: string;
  name: string;
  defaultChecked?: boolean;
  onChange?: (checked: boolean) => void;
}

export function CheckField({ label, onChange, ...input }: CheckProps) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        value="1"
        {...input}
        onChange={onChange && ((event) => onChange(event.target.checked))}
      />
      {label}
    </label>
  );
}

interface RadioProps {
  legend: string;
  name: string;
  defaultValue: string;
  options: readonly { value: string; label: string; hint?: string }[];
}

/** One of a few values, each explained. */
export function RadioField({ legend, name, defaultValue, options }: RadioProps) {
  const id = useId();
  return (
    <fieldset className={styles.radios}>
      <legend className={styles.label}>{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <label key={value} className={styles.radio} htmlFor={id + value}>
          <input
            id={id + value}
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === defaultValue}
          />
          <span>
            {label}
            {hint && <span className={styles.hint}>{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

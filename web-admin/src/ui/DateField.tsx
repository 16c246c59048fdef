import { Calendar } from 'lucide-react';
import { useRef, useState } from 'react';
import { startOfDay } from '@/lib/day';
import { t } from '@/lib/i18n';
import styles from './DateField.module.css';
import { IconButton } from './IconButton';
import { TextField } from './TextField';

interface Props {
  name: string;
  label: string;
  defaultValue: string;
}

/**
 * A day, typed as `2026-01-31` or chosen from the browser's calendar. The browser's own field would write it in the
 * browser's language, which need not be the page's.
 */
export function DateField({ name, label, defaultValue }: Props) {
  const [value, setValue] = useState(defaultValue);
  const calendar = useRef<HTMLInputElement>(null);
  return (
    <TextField
      name={name}
      label={label}
      value={value}
      onValueChange={setValue}
      placeholder={t('date.placeholder')}
      maxLength={10}
      autoComplete="off"
      verbatim
      check={(day) => (day === '' || startOfDay(day) ? null : t('date.malformed'))}
      suffix={
        <span className={styles.calendar}>
          <input
            ref={calendar}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            value={startOfDay(value) ? value : ''}
            onChange={(event) => setValue(event.target.value)}
          />
          <IconButton
            label={t('date.choose')}
            icon={<Calendar />}
            onClick={() => calendar.current?.showPicker()}
          />
        </span>
      }
    />
  );
}

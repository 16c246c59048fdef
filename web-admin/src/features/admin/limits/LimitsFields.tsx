import type { AccountLimits } from '@/api/types';
import { t } from '@/lib/i18n';
import { TextField } from '@/ui/TextField';
import styles from './LimitsFields.module.css';
import { inBytes, limitLabel, limitNames } from './limits';

const pattern = /^(-1|\d{1,15})?$/;

/** A field for every limit; what is empty is left to the next wider level. */
export function LimitsFields({ limits }: { limits: AccountLimits }) {
  return (
    <div className={styles.fields}>
      {limitNames.map((name) => (
        <TextField
          key={name}
          name={name}
          label={limitLabel(name)}
          {...(inBytes(name) && { hint: t('admin.limitBytes') })}
          verbatim
          inputMode="numeric"
          maxLength={15}
          autoComplete="off"
          defaultValue={limits[name] === undefined ? '' : String(limits[name])}
          check={(value) => (pattern.test(value) ? null : t('admin.limitMalformed'))}
        />
      ))}
    </div>
  );
}

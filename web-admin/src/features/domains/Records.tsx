import type { ReservedDomain } from '@/api/types';
import { t } from '@/lib/i18n';
import { Snippet } from '@/ui/Snippet';
import styles from './Records.module.css';

/** DNS records, each value ready to copy. */
export function Records({ records }: { records: ReservedDomain['records'] }) {
  return (
    <div className={styles.records}>
      {records.map(({ type, name, value }) => (
        <dl key={type + name + value} className={styles.record}>
          <dt>{t('domains.recordType')}</dt>
          <dd>
            <code>{type}</code>
          </dd>
          <dt>{t('domains.recordName')}</dt>
          <dd>
            <Snippet text={name} what={name} />
          </dd>
          <dt>{t('domains.recordValue')}</dt>
          <dd>
            <Snippet text={value} what={value} />
          </dd>
        </dl>
      ))}
      <p className={styles.hint}>{t('domains.recordHint')}</p>
    </div>
  );
}

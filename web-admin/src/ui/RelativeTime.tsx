import { formatAgo, formatDateTime } from '@/lib/format';
import { useNow } from '@/lib/now';
import styles from './RelativeTime.module.css';

/** How long ago it was, kept up to date; the exact time is its tooltip. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time className={styles.time} dateTime={at} title={formatDateTime(date)}>
      {formatAgo(date, now)}
    </time>
  );
}

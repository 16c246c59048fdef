import type { Entry } from '@/api/types';
import styles from './Status.module.css';

/** The status code, or what there is instead of one. */
export function Status({ entry }: { entry: Entry }) {
  return <span className={`${styles.status ?? ''} ${styles[look(entry)] ?? ''}`}>{label(entry)}</span>;
}

function label({ status, state }: Entry): string {
  if (status > 0 && state !== 'broken') return String(status);
  if (state === 'broken') return status > 0 ? `${status} broken` : 'failed';
  return state === 'open' ? 'open' : 'closed';
}

function look({ status, state }: Entry): string {
  if (state === 'broken' || status >= 500) return 'bad';
  if (status >= 400) return 'client';
  if (status >= 300) return 'redirect';
  return status > 0 ? 'ok' : 'open';
}

import type { ReactNode } from 'react';
import styles from './Two.module.css';

/** What matters, and below it what goes with it. */
export function Two({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <span className={styles.two}>
      <span>{first}</span>
      <span className={styles.second}>{second}</span>
    </span>
  );
}

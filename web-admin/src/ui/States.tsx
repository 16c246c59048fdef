import type { ReactNode } from 'react';
import { t } from '@/lib/i18n';
import { Button } from './Button';
import { classes } from './classes';
import styles from './States.module.css';

interface EmptyProps {
  icon: ReactNode;
  title: string;
  lead: string;
  /** Set where it is the whole page and not part of one. */
  heading?: 'h1' | 'h2';
  children?: ReactNode;
}

/** What a list shows while it has nothing, with the way to change that. */
export function EmptyState({ icon, title, lead, heading: Heading = 'h2', children }: EmptyProps) {
  return (
    <section className={styles.state}>
      <div className={styles.icon} aria-hidden="true">
        {icon}
      </div>
      <Heading className={styles.title}>{title}</Heading>
      <p className={styles.lead}>{lead}</p>
      {children && <div className={styles.children}>{children}</div>}
    </section>
  );
}

/** What a page shows when it could not be loaded. */
export function ErrorState({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <section className={styles.state} role="alert">
      <h2>{t('error.title')}</h2>
      <p className={styles.lead}>{message}</p>
      <div className={styles.children}>
        <Button onClick={onRetry}>{t('action.retry')}</Button>
      </div>
    </section>
  );
}

/** The outline of a list that is being loaded; fades in late, so that a quick answer does not flash it. */
export function ListSkeleton({ rows = 3 }: { rows?: number }) {
  return (
    <div className={classes(styles.skeleton)} role="status">
      <span className="visually-hidden">{t('app.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row} aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}

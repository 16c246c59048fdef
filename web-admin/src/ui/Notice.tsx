import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './Notice.module.css';

const icons = { info: Info, ok: CircleCheck, warning: TriangleAlert, danger: CircleAlert } as const;

/** A sentence that wants to be seen, announced when it appears. */
export function Notice({ tone = 'info', children }: { tone?: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={classes(styles.notice, styles[tone])}>
      <Icon aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}

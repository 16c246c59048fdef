import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './Badge.module.css';

/** A word or two on the state of something. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return <span className={classes(styles.badge, styles[tone])}>{children}</span>;
}

interface BadgeProps {
  tone?: 'neutral' | 'ok' | 'warn' | 'danger' | 'accent';
  children: ReactNode;
}

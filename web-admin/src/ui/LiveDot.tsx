import { classes } from './classes';
import styles from './LiveDot.module.css';

/** Decoration beside a text that says the same: green and still for live, pulsing while it is awaited. */
export function LiveDot({ waiting = false }: { waiting?: boolean }) {
  return <span className={classes(styles.dot, waiting && styles.waiting)} aria-hidden="true" />;
}

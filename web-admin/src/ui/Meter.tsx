import { classes } from './classes';
import styles from './Meter.module.css';

interface Props {
  label: string;
  /** What it says in words. */
  text: string;
  value: number;
  /** Absent where there is no limit. */
  max: number | null;
}

/** How much of something is used. */
export function Meter({ label, text, value, max }: Props) {
  const share = max === null ? 0 : max === 0 ? 1 : Math.min(1, value / max);
  return (
    <div className={styles.meter}>
      <div className={styles.words}>
        <span>{label}</span>
        <span className={styles.text}>{text}</span>
      </div>
      {max !== null && (
        <svg
          className={classes(styles.bar, share >= 1 ? styles.full : share >= 0.8 && styles.near)}
          role="meter"
          aria-label={label}
          aria-valuenow={Math.round(share * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuetext={text}
          viewBox="0 0 100 4"
          preserveAspectRatio="none"
        >
          <rect className={styles.track} width="100" height="4" />
          <rect width={share * 100} height="4" />
        </svg>
      )}
    </div>
  );
}

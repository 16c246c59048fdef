import styles from './Spinner.module.css';

/** Decoration for something that says in words that it is busy. */
export function Spinner() {
  return <span className={styles.spinner} aria-hidden="true" />;
}

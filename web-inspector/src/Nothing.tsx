import styles from './App.module.css';

const keys = [
  ['/', 'search'],
  ['j k', 'next and previous request'],
  ['r', 'replay'],
  ['p', 'pause or go on'],
  ['Esc', 'end the comparison'],
] as const;

export function Nothing() {
  return (
    <div className={styles.nothing}>
      <p>Choose a request to see all of it.</p>
      <dl aria-label="Keys">
        {keys.map(([key, what]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

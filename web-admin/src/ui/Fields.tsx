import { Fragment, type ReactNode } from 'react';
import styles from './Fields.module.css';

/** Names above what they name: secrets, links and the like. */
export function Fields({ fields }: { fields: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={styles.fields}>
      {fields.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

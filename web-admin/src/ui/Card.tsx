import { type ReactNode, useId } from 'react';
import styles from './Card.module.css';

interface Props {
  title: string;
  lead?: string;
  action?: ReactNode;
  children: ReactNode;
}

/** A titled section in a frame of its own. */
export function Card({ title, lead, action, children }: Props) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header className={styles.header}>
        <div>
          <h2 id={id}>{title}</h2>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}

import type { ReactNode } from 'react';
import { Snippet } from '@/ui/Snippet';
import styles from './Steps.module.css';

export function Steps({ children }: { children: ReactNode }) {
  return <ol className={styles.steps}>{children}</ol>;
}

interface StepProps {
  title: string;
  hint: string;
  command: string;
  action?: ReactNode;
}

/** One thing to do, with the command that does it. */
export function Step({ title, hint, command, action }: StepProps) {
  return (
    <li className={styles.step}>
      <div className={styles.text}>
        <h3 className={styles.title}>{title}</h3>
        <p className={styles.hint}>{hint}</p>
      </div>
      <div className={styles.command}>
        <Snippet command text={command} what={command} />
        {action}
      </div>
    </li>
  );
}

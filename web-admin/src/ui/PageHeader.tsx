import type { ReactNode } from 'react';
import { t } from '@/lib/i18n';
import styles from './PageHeader.module.css';

interface Props {
  title: string;
  lead: string;
  action?: ReactNode;
}

/** A page's heading and main action; it names the browser's tab too. */
export function PageHeader({ title, lead, action }: Props) {
  return (
    <header className={styles.header}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <div>
        <h1>{title}</h1>
        <p className={styles.lead}>{lead}</p>
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </header>
  );
}

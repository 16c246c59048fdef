import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { t } from '@/lib/i18n';
import styles from './PageHeader.module.css';

interface Props {
  title: string;
  lead: string;
  /** The list that the page is about an entry of. */
  back?: { to: string; text: string };
  action?: ReactNode;
}

/** A page's heading and main action; it names the browser's tab too. */
export function PageHeader({ title, lead, back, action }: Props) {
  return (
    <header className={styles.header}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <div className={styles.words}>
        {back && (
          <Link to={back.to} className={styles.back}>
            <ChevronLeft aria-hidden="true" />
            {back.text}
          </Link>
        )}
        <h1>{title}</h1>
        <p className={styles.lead}>{lead}</p>
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </header>
  );
}

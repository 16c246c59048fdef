import type { ReactNode } from 'react';
import { t } from '@/lib/i18n';
import { LanguageMenu } from '@/ui/LanguageMenu';
import { Logo } from '@/ui/Logo';
import { ThemeMenu } from '@/ui/ThemeMenu';
import styles from './AuthLayout.module.css';

interface Props {
  title: string;
  lead?: string;
  children: ReactNode;
  footer?: ReactNode;
}

/** The frame of the pages that one sees before being logged in. */
export function AuthLayout({ title, lead, children, footer }: Props) {
  return (
    <div className={styles.page}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <header className={styles.top}>
        <LanguageMenu />
        <ThemeMenu />
      </header>
      <main className={styles.main}>
        <Logo name={false} />
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        <div className={styles.card}>{children}</div>
        {footer && <p className={styles.footer}>{footer}</p>}
      </main>
    </div>
  );
}

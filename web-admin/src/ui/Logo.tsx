import { t } from '@/lib/i18n';
import styles from './Logo.module.css';

export function Logo({ name = true }: { name?: boolean }) {
  return (
    <span className={styles.logo}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#4f46e5" />
        <g fill="none" strokeWidth="3" strokeLinecap="round">
          <path d="M7 24v-7a9 9 0 0 1 18 0v7" stroke="#fff" />
          <path d="M12.5 24v-6.5a3.5 3.5 0 0 1 7 0V24" stroke="#c7d2fe" />
        </g>
      </svg>
      {name && t('app.name')}
    </span>
  );
}

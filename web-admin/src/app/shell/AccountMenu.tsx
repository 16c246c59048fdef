import { useQuery } from '@tanstack/react-query';
import { ChevronsUpDown, LogOut } from 'lucide-react';
import { logOut, meQuery } from '@/api/account';
import { t } from '@/lib/i18n';
import { Menu, MenuItem } from '@/ui/Menu';
import styles from './AccountMenu.module.css';

export function AccountMenu({ side = 'top' }: { side?: 'top' | 'bottom' }) {
  const me = useQuery(meQuery).data;
  const email = me?.email ?? '';
  return (
    <Menu
      side={side}
      align={side === 'top' ? 'start' : 'end'}
      trigger={
        <button type="button" className={styles.trigger} aria-label={t('account.menu', { email })}>
          <span className={styles.avatar} aria-hidden="true">
            {email.slice(0, 1).toUpperCase()}
          </span>
          <span className={styles.who}>
            <span className={styles.email} title={email}>
              {email}
            </span>
            {me?.serverAdmin && <span className={styles.role}>{t('account.administrator')}</span>}
          </span>
          <ChevronsUpDown aria-hidden="true" className={styles.chevron} />
        </button>
      }
    >
      <p className={styles.heading}>{email}</p>
      <MenuItem icon={<LogOut />} onSelect={() => void logOut().catch(() => undefined)}>
        {t('account.logOut')}
      </MenuItem>
    </Menu>
  );
}

import { useQuery } from '@tanstack/react-query';
import { ChevronsUpDown, LogOut, UserRound } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { logOut, meQuery } from '@/api/account';
import { type Language, language, languages, setLanguage, t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/ui/Menu';
import { AccountChoice } from './AccountChoice';
import styles from './AccountMenu.module.css';
import { NewAccountDialog } from './NewAccountDialog';

const languageOptions = (Object.keys(languages) as Language[]).map((value) => ({
  value,
  label: languages[value],
}));

export function AccountMenu({ side = 'top' }: { side?: 'top' | 'bottom' }) {
  const me = useQuery(meQuery).data;
  const email = me?.email ?? '';
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  return (
    <>
      <Menu
        side={side}
        align={side === 'top' ? 'start' : 'end'}
        trigger={
          <button type="button" className={styles.trigger}>
            <span className="visually-hidden">{t('account.menu', { email })}</span>
            <span className={styles.avatar} aria-hidden="true">
              {email.slice(0, 1).toUpperCase()}
            </span>
            <span className={styles.who} aria-hidden="true">
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
        <AccountChoice current={me?.account.id} onCreate={() => setCreating(true)} />
        <MenuItem icon={<UserRound />} onSelect={() => void navigate(paths.profile)}>
          {t('nav.profile')}
        </MenuItem>
        <MenuSeparator />
        <MenuChoice
          label={t('language.label')}
          value={language}
          onChange={setLanguage}
          options={languageOptions}
        />
        <MenuSeparator />
        <MenuItem icon={<LogOut />} onSelect={() => void logOut().catch(() => undefined)}>
          {t('account.logOut')}
        </MenuItem>
      </Menu>
      <NewAccountDialog open={creating} onClose={() => setCreating(false)} />
    </>
  );
}

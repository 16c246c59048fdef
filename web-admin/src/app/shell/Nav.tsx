import { Globe, KeyRound, LayoutDashboard, Waypoints } from 'lucide-react';
import { NavLink } from 'react-router';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import styles from './Nav.module.css';

const items = [
  { to: paths.overview, text: t('nav.overview'), Icon: LayoutDashboard },
  { to: paths.tunnels, text: t('nav.tunnels'), Icon: Waypoints },
  { to: paths.authtokens, text: t('nav.authtokens'), Icon: KeyRound },
  { to: paths.reservedSubdomains, text: t('nav.reservedSubdomains'), Icon: Globe },
];

export function Nav({ onNavigate }: { onNavigate?: () => void }) {
  return (
    <nav aria-label={t('nav.main')}>
      <ul className={styles.list}>
        {items.map(({ to, text, Icon }) => (
          <li key={to}>
            <NavLink to={to} end className={styles.link ?? ''} onClick={onNavigate}>
              <Icon aria-hidden="true" />
              {text}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

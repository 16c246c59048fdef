import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { meQuery } from '@/api/account';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import styles from './Nav.module.css';
import { groupsFor, type PageGroup, standingOf } from './pages';

export function Nav({ onNavigate }: { onNavigate?: () => void }) {
  const standing = standingOf(useQuery(meQuery).data);
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    nav.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname, standing.administrator, standing.manager]);
  return (
    <nav ref={nav} aria-label={t('nav.main')} className={styles.nav}>
      {groupsFor(standing).map((group) => (
        <Group key={group.title ?? ''} group={group} onNavigate={onNavigate} />
      ))}
    </nav>
  );
}

function Group({ group, onNavigate }: { group: PageGroup; onNavigate: (() => void) | undefined }) {
  const id = useId();
  return (
    <div className={styles.group}>
      {group.title && (
        <h2 id={id} className={styles.title}>
          {group.title}
        </h2>
      )}
      <ul className={styles.list} aria-labelledby={group.title && id}>
        {group.pages.map(({ to, text, Icon }) => (
          <li key={to}>
            <NavLink to={to} end={to === paths.overview} className={styles.link ?? ''} onClick={onNavigate}>
              <Icon aria-hidden="true" />
              {text}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

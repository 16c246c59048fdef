import { useEffect, useRef } from 'react';
import { Link, Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useLoginState } from '@/api/account';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { Logo } from '@/ui/Logo';
import { ThemeMenu } from '@/ui/ThemeMenu';
import { AccountMenu } from './AccountMenu';
import { MobileNav } from './MobileNav';
import { Nav } from './Nav';
import { PaletteButton } from './PaletteButton';
import styles from './Shell.module.css';

/** The frame of every page that needs a login; without one it leads to the login and back. */
export function Shell() {
  const login = useLoginState();
  const location = useLocation();
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main, location.pathname);
  if (login !== 'in') {
    const from = location.pathname + location.search + location.hash;
    return <Navigate to={paths.login} state={{ from }} replace />;
  }
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t('app.skip')}
      </a>
      <aside className={styles.side}>
        <Link to={paths.overview} className={styles.home}>
          <Logo />
        </Link>
        <PaletteButton />
        <Nav />
        <div className={styles.foot}>
          <AccountMenu />
          <ThemeMenu side="top" />
        </div>
      </aside>
      <MobileNav />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </div>
  );
}

/** Moves the focus to the new page, so that the keyboard and screen readers go on from there. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>, pathname: string) {
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [main, pathname]);
}

import { Dialog } from '@base-ui/react/dialog';
import { Menu, X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { IconButton } from '@/ui/IconButton';
import { Logo } from '@/ui/Logo';
import { ThemeMenu } from '@/ui/ThemeMenu';
import { AccountMenu } from './AccountMenu';
import styles from './MobileNav.module.css';
import { Nav } from './Nav';
import { PaletteButton } from './PaletteButton';

/** The top bar of narrow screens, with the navigation in a drawer. */
export function MobileNav() {
  const [open, setOpen] = useState(false);
  return (
    <header className={styles.bar}>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger render={<IconButton label={t('nav.open')} icon={<Menu />} />} />
        <Dialog.Portal>
          <Dialog.Backdrop className={styles.backdrop} />
          <Dialog.Popup className={styles.drawer}>
            <div className={styles.top}>
              <Dialog.Title className={styles.title} render={<div />}>
                <Logo />
              </Dialog.Title>
              <Dialog.Close render={<IconButton label={t('nav.close')} icon={<X />} />} />
            </div>
            <Nav onNavigate={() => setOpen(false)} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <Link to={paths.overview} className={styles.home}>
        <Logo />
      </Link>
      <PaletteButton compact />
      <ThemeMenu />
      <AccountMenu side="bottom" />
    </header>
  );
}

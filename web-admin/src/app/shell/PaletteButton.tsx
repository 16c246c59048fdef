import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { t } from '@/lib/i18n';
import { IconButton } from '@/ui/IconButton';
import styles from './Palette.module.css';

const Palette = lazy(async () => ({ default: (await import('./Palette')).Palette }));

const apple = /mac|iphone|ipad/i.test(navigator.userAgent);

/** Opens the command palette, as Ctrl-K and ⌘K do anywhere. */
export function PaletteButton({ compact = false }: { compact?: boolean }) {
  const [open, setOpen] = useState(false);
  // The compact one stands in a bar that wide screens do not show; one of the two listens to the keys.
  useShortcut(!compact, () => setOpen((before) => !before));
  return (
    <>
      {compact ? (
        <IconButton label={t('palette.open')} icon={<Search />} onClick={() => setOpen(true)} />
      ) : (
        <button type="button" className={styles.button} onClick={() => setOpen(true)}>
          <Search aria-hidden="true" />
          <span>{t('palette.open')}</span>
          <kbd>{apple ? '⌘K' : 'Ctrl K'}</kbd>
        </button>
      )}
      {open && (
        <Suspense fallback={null}>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function useShortcut(active: boolean, toggle: () => void) {
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      toggle();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}

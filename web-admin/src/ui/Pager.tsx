import { ChevronLeft, ChevronRight } from 'lucide-react';
import { t } from '@/lib/i18n';
import { IconButton } from './IconButton';
import styles from './Pager.module.css';

interface Props {
  /** Where one is: a range of rows, or a page's number. */
  position: string;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}

export function Pager({ position, onPrevious, onNext }: Props) {
  return (
    <nav className={styles.pager} aria-label={t('table.pages')}>
      <span role="status">{position}</span>
      <IconButton
        label={t('table.previous')}
        icon={<ChevronLeft />}
        disabled={!onPrevious}
        onClick={onPrevious ?? undefined}
      />
      <IconButton
        label={t('table.next')}
        icon={<ChevronRight />}
        disabled={!onNext}
        onClick={onNext ?? undefined}
      />
    </nav>
  );
}

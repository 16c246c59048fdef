import { formatDate } from '@/lib/format';
import { t } from '@/lib/i18n';
import { useNow } from '@/lib/now';
import { Badge } from './Badge';

const soon = 7 * 86_400_000;

/** When something ends, and whether that is soon or over. */
export function Expiry({ at }: { at: string | null | undefined }) {
  const now = useNow().getTime();
  if (!at) return t('expiry.never');
  const end = Date.parse(at);
  if (end <= now) return <Badge tone="danger">{t('expiry.expired')}</Badge>;
  const date = formatDate(new Date(end));
  return end - now < soon ? <Badge tone="warn">{date}</Badge> : date;
}

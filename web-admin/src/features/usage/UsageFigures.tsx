import type { UsageCounts } from '@/api/types';
import { formatBytes, formatNumber, formatShare } from '@/lib/format';
import { t } from '@/lib/i18n';
import { Figure } from '@/ui/Figures';

/** What was carried in all, as figures. */
export function UsageFigures({ total }: { total: UsageCounts }) {
  const { bytesIn, bytesOut, requests, status5xx } = total;
  return (
    <>
      <Figure
        label={t('usage.bytes')}
        value={formatBytes(bytesIn + bytesOut)}
        detail={t('usage.inOut', { in: formatBytes(bytesIn), out: formatBytes(bytesOut) })}
      />
      <Figure
        label={t('usage.requests')}
        value={formatNumber(requests)}
        detail={
          status5xx > 0 ? t('overview.failed', { share: formatShare(status5xx / requests) }) : undefined
        }
      />
      <Figure label={t('usage.connections')} value={formatNumber(total.connections)} />
    </>
  );
}

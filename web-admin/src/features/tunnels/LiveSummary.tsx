import type { Tunnel } from '@/api/types';
import { formatBytes, formatNumber } from '@/lib/format';
import { t } from '@/lib/i18n';
import styles from './LiveSummary.module.css';
import { totalsOf } from './tunnel';

/** What the live tunnels carried since they opened, in four figures. */
export function LiveSummary({ tunnels }: { tunnels: readonly Tunnel[] }) {
  const totals = totalsOf(tunnels);
  const traffic = { in: formatBytes(totals.bytesIn), out: formatBytes(totals.bytesOut) };
  return (
    <dl className={styles.summary}>
      <Figure label={t('overview.live')} value={formatNumber(tunnels.length)} />
      <Figure label={t('overview.requests')} value={formatNumber(totals.requests)} />
      <Figure label={t('overview.connections')} value={formatNumber(totals.connections)} />
      <Figure
        label={t('overview.traffic')}
        value={formatBytes(totals.bytesIn + totals.bytesOut)}
        detail={t('overview.trafficDetail', traffic)}
      />
    </dl>
  );
}

function Figure({ label, value, detail }: { label: string; value: string; detail?: string }) {
  return (
    <div className={styles.figure}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{value}</dd>
      {detail && <dd className={styles.detail}>{detail}</dd>}
    </div>
  );
}

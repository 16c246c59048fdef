import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { usageQuery } from '@/api/usage';
import { UsageFigures } from '@/features/usage/UsageFigures';
import { TrafficChart } from '@/features/usage/TrafficChart';
import { formatNumber } from '@/lib/format';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { buttonClass } from '@/ui/Button';
import { Figure, Figures } from '@/ui/Figures';
import styles from './OverviewPage.module.css';

/** What is live, and what the last day carried. */
export function Today({ live }: { live: number }) {
  const usage = useQuery(usageQuery({ of: 'account' }, 'day')).data;
  const total = usage?.total;
  return (
    <section aria-labelledby="today">
      <header className={styles.header}>
        <h2 id="today">{t('overview.today')}</h2>
        <Link to={paths.usage} className={buttonClass({ size: 'small', variant: 'quiet' })}>
          {t('overview.moreUsage')}
        </Link>
      </header>
      <Figures>
        <Figure label={t('overview.live')} value={formatNumber(live)} />
        {total && <UsageFigures total={total} />}
      </Figures>
      {usage && total && total.bytesIn + total.bytesOut > 0 && (
        <div className={styles.chart}>
          <TrafficChart usage={usage} />
        </div>
      )}
    </section>
  );
}

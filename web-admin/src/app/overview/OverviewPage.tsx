import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { loading } from '@/api/loading';
import type { Tunnel } from '@/api/types';
import { tunnelsQuery } from '@/features/tunnels/queries';
import { TunnelTable } from '@/features/tunnels/TunnelTable';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { buttonClass } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { FirstTunnel } from './FirstTunnel';
import { NextSteps } from './NextSteps';
import styles from './OverviewPage.module.css';
import { Today } from './Today';

/** How many live tunnels are listed here; the rest are on their own page. */
const listed = 5;

export function OverviewPage() {
  const query = useQuery(tunnelsQuery('live'));
  const live = query.data?.length ?? 0;
  return (
    <>
      <PageHeader title={t('overview.title')} lead={t('overview.lead')} />
      <div className={styles.sections}>
        <Loaded {...loading(query)}>
          {(tunnels) => (
            <>
              <Today live={tunnels.length} />
              {tunnels.length > 0 && <LiveTunnels tunnels={tunnels} />}
            </>
          )}
        </Loaded>
        {live > 0 && <NextSteps />}
        {query.data && <FirstTunnel live={live > 0} />}
      </div>
    </>
  );
}

function LiveTunnels({ tunnels }: { tunnels: readonly Tunnel[] }) {
  return (
    <section aria-labelledby="live">
      <header className={styles.header}>
        <h2 id="live">{t('overview.liveNow')}</h2>
        <Link to={paths.tunnels} className={buttonClass({ size: 'small', variant: 'quiet' })}>
          {t('overview.allTunnels')}
        </Link>
      </header>
      <TunnelTable tunnels={tunnels.slice(0, listed)} />
    </section>
  );
}

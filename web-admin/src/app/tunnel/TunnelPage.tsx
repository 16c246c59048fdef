import { useQuery } from '@tanstack/react-query';
import { Unplug, X } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { ApiError } from '@/api/errors';
import { loading } from '@/api/loading';
import type { Tunnel } from '@/api/types';
import { CloseTunnelDialog } from '@/features/tunnels/CloseTunnelDialog';
import { tunnelQuery } from '@/features/tunnels/queries';
import { TunnelFacts } from '@/features/tunnels/TunnelFacts';
import { mainUrl } from '@/features/tunnels/tunnel';
import { TunnelUrls } from '@/features/tunnels/TunnelUrls';
import { UsageSection } from '@/features/usage/UsageSection';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { Button, buttonClass } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { useTarget } from '@/ui/useTarget';
import styles from './TunnelPage.module.css';

const back = { to: paths.tunnels, text: t('nav.tunnels') };

/** One tunnel, live or ended, with what it carried. */
export function TunnelPage() {
  const { id = '' } = useParams();
  const query = useQuery(tunnelQuery(id));
  if (query.error instanceof ApiError && [400, 404].includes(query.error.problem.status)) return <Gone />;
  return (
    <>
      {!query.data && <PageHeader back={back} title={t('tunnel.facts')} lead={id} />}
      <Loaded {...loading(query)}>{(tunnel) => <Detail tunnel={tunnel} />}</Loaded>
    </>
  );
}

function Detail({ tunnel }: { tunnel: Tunnel }) {
  const closing = useTarget<Tunnel>();
  return (
    <>
      <PageHeader
        back={back}
        title={mainUrl(tunnel)}
        lead={tunnel.name}
        action={
          !tunnel.closedAt && (
            <Button icon={<X aria-hidden="true" />} onClick={() => closing.show(tunnel)}>
              {t('tunnels.closeConfirm')}
            </Button>
          )
        }
      />
      <div className={styles.sections}>
        <Card title={t('tunnel.facts')}>
          <div className={styles.facts}>
            <TunnelUrls tunnel={tunnel} />
            <TunnelFacts tunnel={tunnel} />
          </div>
        </Card>
        <UsageSection subject={{ of: 'tunnel', id: tunnel.id }} range="hour" http={tunnel.proto === 'http'} />
      </div>
      <CloseTunnelDialog target={closing} />
    </>
  );
}

function Gone() {
  return (
    <EmptyState heading="h1" icon={<Unplug />} title={t('tunnel.gone')} lead={t('tunnel.goneLead')}>
      <Link to={paths.tunnels} className={buttonClass({})}>
        {t('overview.allTunnels')}
      </Link>
    </EmptyState>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Waypoints } from 'lucide-react';
import { loading } from '@/api/loading';
import { httpCommand } from '@/lib/command';
import { t } from '@/lib/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { Snippet } from '@/ui/Snippet';
import { EmptyState } from '@/ui/States';
import { tunnelsQuery } from './queries';
import { TunnelTable } from './TunnelTable';

export function TunnelsPage() {
  const query = useQuery(tunnelsQuery);
  return (
    <>
      <PageHeader title={t('tunnels.title')} lead={t('tunnels.lead')} />
      <Loaded {...loading(query)}>
        {(tunnels) =>
          tunnels.length === 0 ? (
            <EmptyState icon={<Waypoints />} title={t('tunnels.empty')} lead={t('tunnels.emptyLead')}>
              <Snippet command text={httpCommand(8080)} what={httpCommand(8080)} />
            </EmptyState>
          ) : (
            <TunnelTable tunnels={tunnels} />
          )
        }
      </Loaded>
    </>
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { messageOf } from '@/api/messages';
import type { ReservedDomain } from '@/api/types';
import { formatAgo } from '@/lib/format';
import { t } from '@/lib/i18n';
import { useNow } from '@/lib/now';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { FormActions } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { checkDomain, domainsQuery } from './queries';
import { Records } from './Records';

/** How often the server is asked to look again while one waits. */
const interval = 15_000;

interface Props {
  domain: ReservedDomain | undefined;
  onClose: () => void;
}

/** The DNS record that proves a domain, watched until it is found. */
export function ProofDialog({ domain, onClose }: Props) {
  return domain ? <Proof domain={domain} onClose={onClose} /> : null;
}

function Proof({ domain, onClose }: { domain: ReservedDomain; onClose: () => void }) {
  const client = useQueryClient();
  const check = useQuery({
    queryKey: ['domain-check', domain.id],
    queryFn: () => checkDomain(domain.id),
    enabled: !domain.verified,
    refetchInterval: (query) => (query.state.data?.verified ? false : interval),
    retry: false,
  });
  const found = domain.verified || (check.data?.verified ?? false);
  useEffect(() => {
    if (check.data?.verified) void client.invalidateQueries(domainsQuery);
  }, [client, check.data?.verified]);
  const { hostname } = domain;
  return (
    <Dialog open onClose={onClose} wide title={hostname} description={t('domains.setRecord', { hostname })}>
      <Records records={domain.records} />
      <div aria-live="polite">
        {found ? (
          <Notice tone="ok">{t('domains.isVerified', { hostname })}</Notice>
        ) : check.error ? (
          <Notice tone="warning">{messageOf(check.error)}</Notice>
        ) : (
          <Notice>
            <LastCheck at={check.data?.checkedAt ?? domain.checkedAt} /> {t('domains.checking')}
          </Notice>
        )}
      </div>
      <FormActions>
        {!found && (
          <Button busy={check.isFetching} onClick={() => void check.refetch()}>
            {t('domains.verify')}
          </Button>
        )}
        <Button variant="primary" onClick={onClose}>
          {t('action.done')}
        </Button>
      </FormActions>
    </Dialog>
  );
}

function LastCheck({ at }: { at: string | null }) {
  const now = useNow();
  return at ? t('domains.checked', { ago: formatAgo(new Date(at), now) }) : t('domains.notChecked');
}

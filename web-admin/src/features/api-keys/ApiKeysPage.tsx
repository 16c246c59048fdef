import { useQuery } from '@tanstack/react-query';
import { KeySquare, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { loading } from '@/api/loading';
import type { ApiKey } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { useOpenParam } from '@/lib/params';
import { Button } from '@/ui/Button';
import { DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { EmptyState } from '@/ui/States';
import { useTarget } from '@/ui/useTarget';
import { columns } from './columns';
import { CreateApiKeyDialog } from './CreateApiKeyDialog';
import { apiKeysQuery } from './queries';
import { RevokeApiKeyDialog } from './RevokeApiKeyDialog';

export function ApiKeysPage() {
  const query = useQuery(apiKeysQuery);
  const creating = useOpenParam('new');
  const revoking = useTarget<ApiKey>();
  const cells = useMemo(() => columns(revoking.show), [revoking.show]);
  const create = (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={creating.show}>
      {t('apiKeys.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('apiKeys.title')}
        lead={t('apiKeys.lead')}
        action={query.data?.length ? create : null}
      />
      <Loaded {...loading(query)}>
        {(keys) =>
          keys.length === 0 ? (
            <EmptyState icon={<KeySquare />} title={t('apiKeys.empty')} lead={t('apiKeys.emptyLead')}>
              {create}
            </EmptyState>
          ) : (
            <DataTable
              caption={tCount('apiKeys.count', keys.length)}
              columns={cells}
              rows={keys}
              rowKey={(key) => key.id}
              text={({ name, prefix }) => `${name} ${prefix}`}
            />
          )
        }
      </Loaded>
      <CreateApiKeyDialog open={creating.open} onClose={creating.hide} />
      <RevokeApiKeyDialog target={revoking} />
    </>
  );
}

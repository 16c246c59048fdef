import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { loading } from '@/api/loading';
import type { Authtoken } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { useOpenParam } from '@/lib/params';
import { Button } from '@/ui/Button';
import { DataTable } from '@/ui/DataTable';
import { Expiry } from '@/ui/Expiry';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { RelativeTime } from '@/ui/RelativeTime';
import { EmptyState } from '@/ui/States';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';
import { useTarget } from '@/ui/useTarget';
import { CreateAuthtokenDialog } from './CreateAuthtokenDialog';
import { authtokensQuery } from './queries';
import { RevokeAuthtokenDialog } from './RevokeAuthtokenDialog';
import { scopeText } from './scope';

export function AuthtokensPage() {
  const query = useQuery(authtokensQuery);
  const creating = useOpenParam('new');
  const revoking = useTarget<Authtoken>();
  const cells = useMemo(() => columns(revoking.show), [revoking.show]);
  const create = (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={creating.show}>
      {t('authtokens.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('authtokens.title')}
        lead={t('authtokens.lead')}
        action={query.data?.length ? create : null}
      />
      <Loaded {...loading(query)}>
        {(authtokens) =>
          authtokens.length === 0 ? (
            <EmptyState icon={<KeyRound />} title={t('authtokens.empty')} lead={t('authtokens.emptyLead')}>
              {create}
            </EmptyState>
          ) : (
            <DataTable
              caption={tCount('authtokens.count', authtokens.length)}
              columns={cells}
              rows={authtokens}
              rowKey={(authtoken) => authtoken.id}
              text={({ name, prefix, scope }) => `${name} ${prefix} ${scopeText(scope)}`}
            />
          )
        }
      </Loaded>
      <CreateAuthtokenDialog open={creating.open} onClose={creating.hide} />
      <RevokeAuthtokenDialog target={revoking} />
    </>
  );
}

function columns(onRevoke: (authtoken: Authtoken) => void): Column<Authtoken>[] {
  return [
    {
      id: 'name',
      header: t('authtokens.name'),
      sort: ({ name }) => name,
      cell: ({ name, prefix }) => <Two first={name} second={<code>{prefix}…</code>} />,
      primary: true,
    },
    { id: 'scope', header: t('authtokens.scope'), cell: ({ scope }) => scopeText(scope) },
    {
      id: 'created',
      header: t('authtokens.created'),
      sort: ({ createdAt }) => Date.parse(createdAt),
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      id: 'expires',
      header: t('expiry.label'),
      sort: ({ expiresAt }) => (expiresAt ? Date.parse(expiresAt) : Infinity),
      cell: ({ expiresAt }) => <Expiry at={expiresAt} />,
    },
    {
      id: 'lastUsed',
      header: t('authtokens.lastUsed'),
      sort: ({ lastUsedAt }) => (lastUsedAt ? Date.parse(lastUsedAt) : 0),
      cell: ({ lastUsedAt, lastUsedIp }) =>
        lastUsedAt ? (
          <Two
            first={<RelativeTime at={lastUsedAt} />}
            second={lastUsedIp && t('authtokens.lastUsedFrom', { address: lastUsedIp })}
          />
        ) : (
          t('authtokens.never')
        ),
    },
    {
      id: 'actions',
      header: t('action.actions'),
      actions: true,
      cell: (authtoken) => (
        <Button
          size="small"
          variant="quiet"
          aria-label={t('authtokens.revokeNamed', { name: authtoken.name })}
          onClick={() => onRevoke(authtoken)}
        >
          {t('authtokens.revoke')}
        </Button>
      ),
    },
  ];
}

import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { loading } from '@/api/loading';
import type { Authtoken } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { RelativeTime } from '@/ui/RelativeTime';
import { EmptyState } from '@/ui/States';
import { type Column, Table } from '@/ui/Table';
import { useTarget } from '@/ui/useTarget';
import { CreateAuthtokenDialog } from './CreateAuthtokenDialog';
import { authtokensQuery } from './queries';
import { RevokeAuthtokenDialog } from './RevokeAuthtokenDialog';
import { scopeText } from './scope';

export function AuthtokensPage() {
  const query = useQuery(authtokensQuery);
  const creating = useTarget<true>();
  const revoking = useTarget<Authtoken>();
  const cells = useMemo(() => columns(revoking.show), [revoking.show]);
  const create = (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => creating.show(true)}>
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
            <Table
              caption={tCount('authtokens.count', authtokens.length)}
              columns={cells}
              rows={authtokens}
              rowKey={(authtoken) => authtoken.id}
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
    { id: 'name', header: t('authtokens.name'), cell: ({ name }) => name, primary: true },
    { id: 'prefix', header: t('authtokens.secret'), cell: ({ prefix }) => <code>{prefix}…</code> },
    { id: 'scope', header: t('authtokens.scope'), cell: ({ scope }) => scopeText(scope) },
    {
      id: 'created',
      header: t('authtokens.created'),
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      id: 'lastUsed',
      header: t('authtokens.lastUsed'),
      cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : t('authtokens.never')),
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

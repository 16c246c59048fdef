import type { ApiKey } from '@/api/types';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Expiry } from '@/ui/Expiry';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';

export function columns(onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  return [
    {
      id: 'name',
      header: t('authtokens.name'),
      primary: true,
      sort: ({ name }) => name,
      cell: ({ name, prefix }) => <Two first={name} second={<code>{prefix}…</code>} />,
    },
    {
      id: 'scope',
      header: t('apiKeys.scope'),
      sort: ({ scope }) => scope,
      cell: ({ scope }) => t(scope === 'read' ? 'apiKeys.read' : 'apiKeys.write'),
    },
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
      cell: (key) => (
        <Button
          size="small"
          variant="quiet"
          aria-label={t('authtokens.revokeNamed', { name: key.name })}
          onClick={() => onRevoke(key)}
        >
          {t('authtokens.revoke')}
        </Button>
      ),
    },
  ];
}

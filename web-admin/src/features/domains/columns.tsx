import { Trash2 } from 'lucide-react';
import type { ReservedDomain } from '@/api/types';
import { t } from '@/lib/i18n';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { ExternalLink } from '@/ui/ExternalLink';
import { IconButton } from '@/ui/IconButton';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';

interface Actions {
  onShow: (domain: ReservedDomain) => void;
  onRemove: (domain: ReservedDomain) => void;
}

export function columns({ onShow, onRemove }: Actions): Column<ReservedDomain>[] {
  return [
    {
      id: 'hostname',
      header: t('domains.hostname'),
      primary: true,
      sort: ({ hostname }) => hostname,
      cell: ({ hostname, url, verified, description }) => (
        <Two
          first={verified ? <ExternalLink href={url}>{hostname}</ExternalLink> : hostname}
          second={description}
        />
      ),
    },
    {
      id: 'state',
      header: t('domains.state'),
      sort: ({ verified }) => (verified ? 1 : 0),
      cell: ({ verified }) =>
        verified ? (
          <Badge tone="ok">{t('domains.verified')}</Badge>
        ) : (
          <Badge tone="warn">{t('domains.pending')}</Badge>
        ),
    },
    {
      id: 'created',
      header: t('reserved.created'),
      sort: ({ createdAt }) => Date.parse(createdAt),
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      id: 'actions',
      header: t('action.actions'),
      actions: true,
      cell: (domain) => (
        <>
          <Button
            size="small"
            variant={domain.verified ? 'quiet' : 'secondary'}
            aria-label={t('domains.open', { hostname: domain.hostname })}
            onClick={() => onShow(domain)}
          >
            DNS
          </Button>
          <IconButton
            label={t('domains.deleteNamed', { hostname: domain.hostname })}
            icon={<Trash2 />}
            onClick={() => onRemove(domain)}
          />
        </>
      ),
    },
  ];
}

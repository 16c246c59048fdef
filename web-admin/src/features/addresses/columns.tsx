import { Terminal, Trash2 } from 'lucide-react';
import type { ReservedAddress } from '@/api/types';
import { tcpCommand } from '@/lib/command';
import { t } from '@/lib/i18n';
import { CopyButton } from '@/ui/CopyButton';
import { IconButton } from '@/ui/IconButton';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/Table';

export function columns(onGiveUp: (address: ReservedAddress) => void): Column<ReservedAddress>[] {
  return [
    {
      id: 'address',
      header: t('addresses.address'),
      primary: true,
      sort: ({ port }) => port,
      cell: ({ address }) => <code>{address}</code>,
    },
    {
      id: 'description',
      header: t('reserved.description'),
      sort: ({ description }) => description,
      cell: ({ description }) => description || '–',
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
      cell: (address) => (
        <>
          <CopyButton text={address.address} what={address.address} />
          <CopyButton icon={<Terminal />} text={tcpCommand(address.port)} what={tcpCommand(address.port)} />
          <IconButton
            label={t('addresses.deleteNamed', { address: address.address })}
            icon={<Trash2 />}
            onClick={() => onGiveUp(address)}
          />
        </>
      ),
    },
  ];
}

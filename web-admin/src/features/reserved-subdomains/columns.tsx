import { Pencil, Terminal, Trash2 } from 'lucide-react';
import type { ReservedSubdomain } from '@/api/types';
import { httpCommand } from '@/lib/command';
import { t } from '@/lib/i18n';
import { CopyButton } from '@/ui/CopyButton';
import { ExternalLink } from '@/ui/ExternalLink';
import { IconButton } from '@/ui/IconButton';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/Table';
import styles from './columns.module.css';

interface Actions {
  onEdit: (subdomain: ReservedSubdomain) => void;
  onDelete: (subdomain: ReservedSubdomain) => void;
}

export function columns({ onEdit, onDelete }: Actions): Column<ReservedSubdomain>[] {
  return [
    {
      id: 'name',
      header: t('reserved.name'),
      primary: true,
      sort: ({ name }) => name,
      cell: ({ name, url, hostname }) => (
        <span className={styles.name}>
          {name}
          <ExternalLink href={url} className={styles.url}>
            {hostname}
          </ExternalLink>
        </span>
      ),
    },
    {
      id: 'description',
      header: t('reserved.description'),
      sort: ({ description }) => description,
      cell: ({ description }) => <span className={styles.description}>{description || '–'}</span>,
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
      cell: (subdomain) => (
        <>
          <CopyButton
            icon={<Terminal />}
            text={httpCommand(8080, subdomain.name)}
            what={httpCommand(8080, subdomain.name)}
          />
          <IconButton
            label={t('reserved.editNamed', { name: subdomain.name })}
            icon={<Pencil />}
            onClick={() => onEdit(subdomain)}
          />
          <IconButton
            label={t('reserved.deleteNamed', { name: subdomain.name })}
            icon={<Trash2 />}
            onClick={() => onDelete(subdomain)}
          />
        </>
      ),
    },
  ];
}

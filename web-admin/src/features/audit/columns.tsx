import type { AuditEvent } from '@/api/types';
import { t } from '@/lib/i18n';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';
import styles from './AuditPage.module.css';

export function columns(): Column<AuditEvent>[] {
  return [
    {
      id: 'what',
      header: t('audit.what'),
      primary: true,
      cell: ({ action, detail }) => (
        <div>
          <code>{action}</code>
          <span className={styles.detail}>{words(detail)}</span>
        </div>
      ),
    },
    {
      id: 'who',
      header: t('audit.who'),
      cell: ({ actor, actorEmail, via }) => (
        <div className={styles.who}>
          <Two first={actorEmail ?? actor} second={via && t('audit.via', { via })} />
        </div>
      ),
    },
    {
      id: 'subject',
      header: t('audit.subject'),
      cell: ({ subject }) => <code className={styles.detail}>{subject}</code>,
    },
    { id: 'from', header: t('audit.from'), cell: ({ ip }) => ip ?? '–' },
    { id: 'when', header: t('audit.when'), cell: ({ at }) => <RelativeTime at={at} /> },
  ];
}

function words(detail: AuditEvent['detail']): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ');
}

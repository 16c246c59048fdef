import type { AuditEvent } from '@/api/types';
import { t } from '@/lib/i18n';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/Table';
import { Two } from '@/ui/Two';
import { actionName } from './action';
import styles from './AuditPage.module.css';

export function columns(): Column<AuditEvent>[] {
  return [
    {
      id: 'what',
      header: t('audit.what'),
      primary: true,
      cell: (event) => <What event={event} />,
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
    { id: 'at', header: t('audit.when'), sortable: true, cell: ({ at }) => <RelativeTime at={at} /> },
  ];
}

/** The identifier stays in sight: it is what the API and an export are filtered by. */
function What({ event: { action, detail } }: { event: AuditEvent }) {
  const name = actionName(action);
  return (
    <div>
      {name ?? <code>{action}</code>}
      <span className={styles.detail}>
        {name && <code>{action}</code>} {words(detail)}
      </span>
    </div>
  );
}

function words(detail: AuditEvent['detail']): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ');
}

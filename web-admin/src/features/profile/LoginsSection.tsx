import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { loading } from '@/api/loading';
import { messageOf } from '@/api/messages';
import type { LoginSession } from '@/api/types';
import { t, tCount } from '@/lib/i18n';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Loaded } from '@/ui/Loaded';
import { RelativeTime } from '@/ui/RelativeTime';
import { type Column, Table } from '@/ui/Table';
import { toast } from '@/ui/toast';
import styles from './ProfilePage.module.css';
import { loginsQuery, useEndLogin, useEndOtherLogins } from './queries';
import { browserOf } from './user-agent';

/** Where the person is logged in. */
export function LoginsSection() {
  const query = useQuery(loginsQuery);
  const end = useEndLogin();
  const [endingOthers, setEndingOthers] = useState(false);
  const { mutate } = end;
  const cells = useMemo(
    () =>
      columns((login) =>
        mutate(login.id, {
          onSuccess: () => toast(t('logins.ended')),
          onError: (error) => toast(messageOf(error)),
        }),
      ),
    [mutate],
  );
  return (
    <section aria-labelledby="logins">
      <header className={styles.header}>
        <div>
          <h2 id="logins">{t('logins.title')}</h2>
          <p>{t('logins.lead')}</p>
        </div>
        {(query.data?.length ?? 0) > 1 && (
          <Button onClick={() => setEndingOthers(true)}>{t('logins.endOthers')}</Button>
        )}
      </header>
      <Loaded {...loading(query)}>
        {(logins) => (
          <Table
            caption={tCount('logins.count', logins.length)}
            columns={cells}
            rows={logins}
            rowKey={(login) => login.id}
          />
        )}
      </Loaded>
      <EndOthersDialog open={endingOthers} onClose={() => setEndingOthers(false)} />
    </section>
  );
}

function EndOthersDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const end = useEndOtherLogins();
  return (
    <ConfirmDialog
      open={open}
      onClose={() => {
        onClose();
        end.reset();
      }}
      title={t('logins.endOthersTitle')}
      confirm={t('logins.endOthers')}
      busy={end.isPending}
      error={end.error && messageOf(end.error)}
      onConfirm={() =>
        end.mutate(undefined, {
          onSuccess: () => {
            onClose();
            toast(t('logins.othersEnded'));
          },
        })
      }
    >
      {t('logins.endOthersLead')}
    </ConfirmDialog>
  );
}

function columns(onEnd: (login: LoginSession) => void): Column<LoginSession>[] {
  return [
    {
      id: 'browser',
      header: t('logins.browser'),
      primary: true,
      cell: ({ userAgent }) => (
        <span className={styles.agent} title={userAgent}>
          {browserOf(userAgent) || t('logins.unknown')}
        </span>
      ),
    },
    { id: 'address', header: t('logins.address'), cell: ({ ip }) => ip ?? '–' },
    {
      id: 'created',
      header: t('logins.created'),
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      id: 'used',
      header: t('logins.lastUsed'),
      cell: ({ lastUsedAt }) => <RelativeTime at={lastUsedAt} />,
    },
    {
      id: 'actions',
      header: t('action.actions'),
      actions: true,
      cell: (login) =>
        login.current ? (
          <Badge tone="accent">{t('logins.current')}</Badge>
        ) : (
          <Button
            size="small"
            variant="quiet"
            aria-label={t('logins.endNamed', { address: login.ip ?? browserOf(login.userAgent) })}
            onClick={() => onEnd(login)}
          >
            {t('logins.end')}
          </Button>
        ),
    },
  ];
}

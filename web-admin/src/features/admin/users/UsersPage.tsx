import { useQuery } from '@tanstack/react-query';
import { Plus, UserRoundCog } from 'lucide-react';
import { useMemo } from 'react';
import { meQuery } from '@/api/account';
import { api, body } from '@/api/client';
import { messageOf } from '@/api/messages';
import { usePaged } from '@/api/paged';
import type { AdminUser } from '@/api/types';
import { type Act, ConfirmAct } from '@/features/admin/ConfirmAct';
import { LimitsDialog } from '@/features/admin/limits/LimitsDialog';
import { useAct } from '@/features/admin/useAct';
import { t, tCount } from '@/lib/i18n';
import { useOrder } from '@/lib/order';
import { useOpenParam, useParam } from '@/lib/params';
import { useLater } from '@/lib/useLater';
import { Button } from '@/ui/Button';
import { PagedTable } from '@/ui/PagedTable';
import { PageHeader } from '@/ui/PageHeader';
import { SearchField } from '@/ui/SearchField';
import { EmptyState } from '@/ui/States';
import { toast } from '@/ui/toast';
import { Toolbar } from '@/ui/Toolbar';
import { useTarget } from '@/ui/useTarget';
import { changeUser, passwordLink } from './calls';
import { columns } from './columns';
import { CreateUserDialog } from './CreateUserDialog';
import { PasswordLinkDialog } from './PasswordLinkDialog';

/** Everybody who can log in. */
export function UsersPage() {
  const me = useQuery(meQuery).data;
  const [search, setSearch] = useParam('q');
  const wanted = useLater(search.trim());
  const { query, ...order } = useOrder(['displayName', 'lastLoginAt', 'createdAt']);
  const users = usePaged<AdminUser>({
    key: ['admin', 'users', wanted, query],
    fetch: (page, signal) =>
      body(
        api.GET('/api/v1/admin/users', {
          params: { query: { ...page, ...query, ...(wanted && { search: wanted }) } },
          signal,
        }),
      ),
  });
  const creating = useOpenParam('new');
  const acting = useTarget<Act>();
  const limiting = useTarget<AdminUser>();
  const link = useTarget<{ email: string; link: string }>();
  const { show: showLink } = link;
  const reset = useAct(passwordLink);
  const resume = useAct(changeUser);
  const limit = useAct(changeUser);
  const { mutate: sendLink } = reset;
  const { mutate: change } = resume;
  const cells = useMemo(
    () =>
      columns(me?.id, {
        onAct: acting.show,
        onLimits: limiting.show,
        onResume: ({ id, email }) =>
          change(
            { id, change: { suspended: false } },
            {
              onSuccess: () => toast(t('users.isResumed', { email })),
              onError: (error) => toast(messageOf(error)),
            },
          ),
        onPasswordLink: ({ id, email }) =>
          sendLink(id, {
            onSuccess: (made) => showLink({ email, link: made.link }),
            onError: (error) => toast(messageOf(error)),
          }),
      }),
    [me?.id, acting.show, limiting.show, showLink, change, sendLink],
  );
  return (
    <>
      <PageHeader
        title={t('users.title')}
        lead={t('users.lead')}
        action={
          <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={creating.show}>
            {t('users.create')}
          </Button>
        }
      />
      <Toolbar>
        <SearchField label={t('users.search')} value={search} onChange={setSearch} />
      </Toolbar>
      <PagedTable
        {...users}
        {...order}
        caption={(count) => tCount('users.count', count)}
        columns={cells}
        rowKey={(user) => user.id}
        empty={<EmptyState icon={<UserRoundCog />} title={t('users.empty')} lead={t('users.emptyLead')} />}
      />
      <CreateUserDialog open={creating.open} onClose={creating.hide} />
      <ConfirmAct open={acting.open} act={acting.value} onClose={acting.hide} />
      <PasswordLinkDialog target={link} />
      {limiting.value && (
        <LimitsDialog
          key={limiting.value.id}
          open={limiting.open}
          onClose={limiting.hide}
          name={limiting.value.email}
          limits={limiting.value.limits}
          busy={limit.isPending}
          error={limit.error}
          save={(limits, done) => limit.mutate({ id: limiting.value?.id ?? '', change: { limits } }, done)}
        />
      )}
    </>
  );
}

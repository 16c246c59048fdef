import { UsersRound } from 'lucide-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { api, body } from '@/api/client';
import { messageOf } from '@/api/messages';
import { usePaged } from '@/api/paged';
import type { AdminAccount } from '@/api/types';
import { type Act, ConfirmAct } from '@/features/admin/ConfirmAct';
import { LimitsDialog } from '@/features/admin/limits/LimitsDialog';
import { useAct } from '@/features/admin/useAct';
import { t, tCount } from '@/lib/i18n';
import { useOrder } from '@/lib/order';
import { useParam } from '@/lib/params';
import { useLater } from '@/lib/useLater';
import { PagedTable } from '@/ui/PagedTable';
import { PageHeader } from '@/ui/PageHeader';
import { SearchField } from '@/ui/SearchField';
import { EmptyState } from '@/ui/States';
import { toast } from '@/ui/toast';
import { Toolbar } from '@/ui/Toolbar';
import { useTarget } from '@/ui/useTarget';
import { changeAccount } from './calls';
import { columns } from './columns';

/** The workspaces of the server. */
export function AccountsPage() {
  const [search, setSearch] = useParam('q');
  const wanted = useLater(search.trim());
  const navigate = useNavigate();
  const { query, ...order } = useOrder(['name', 'createdAt']);
  const accounts = usePaged<AdminAccount>({
    key: ['admin', 'accounts', wanted, query],
    fetch: (page, signal) =>
      body(
        api.GET('/api/v1/admin/accounts', {
          params: { query: { ...page, ...query, ...(wanted && { search: wanted }) } },
          signal,
        }),
      ),
  });
  const acting = useTarget<Act>();
  const limiting = useTarget<AdminAccount>();
  const change = useAct(changeAccount);
  const { mutate } = change;
  const cells = useMemo(
    () =>
      columns({
        onAct: acting.show,
        onLimits: limiting.show,
        onGo: (to) => void navigate(to),
        onResume: ({ id, name }) =>
          mutate(
            { id, change: { suspended: false } },
            {
              onSuccess: () => toast(t('adminAccounts.isResumed', { name })),
              onError: (error) => toast(messageOf(error)),
            },
          ),
      }),
    [acting.show, limiting.show, navigate, mutate],
  );
  return (
    <>
      <PageHeader title={t('adminAccounts.title')} lead={t('adminAccounts.lead')} />
      <Toolbar>
        <SearchField label={t('adminAccounts.search')} value={search} onChange={setSearch} />
      </Toolbar>
      <PagedTable
        {...accounts}
        {...order}
        caption={(count) => tCount('adminAccounts.count', count)}
        columns={cells}
        rowKey={(account) => account.id}
        empty={
          <EmptyState
            icon={<UsersRound />}
            title={t('adminAccounts.empty')}
            lead={t('adminAccounts.emptyLead')}
          />
        }
      />
      <ConfirmAct open={acting.open} act={acting.value} onClose={acting.hide} />
      {limiting.value && (
        <LimitsDialog
          key={limiting.value.id}
          open={limiting.open}
          onClose={limiting.hide}
          name={limiting.value.name}
          limits={limiting.value.limits}
          busy={change.isPending}
          error={change.error}
          save={(limits, done) => mutate({ id: limiting.value?.id ?? '', change: { limits } }, done)}
        />
      )}
    </>
  );
}

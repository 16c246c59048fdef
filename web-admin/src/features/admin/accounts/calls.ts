import { api, body, done } from '@/api/client';
import type { AccountLimits, AdminAccount } from '@/api/types';
import type { Act } from '@/features/admin/ConfirmAct';
import { t } from '@/lib/i18n';

const itemPath = '/api/v1/admin/accounts/{id}';
const of = (id: string) => ({ params: { path: { id } } });

interface Change {
  id: string;
  change: { suspended?: boolean; limits?: AccountLimits };
}

export function changeAccount({ id, change }: Change): Promise<AdminAccount> {
  return body(api.PATCH(itemPath, { ...of(id), body: change }));
}

export function suspension({ id, name }: AdminAccount): Act {
  return {
    title: t('adminAccounts.suspendTitle', { name }),
    lead: t('adminAccounts.suspendLead'),
    confirm: t('admin.suspend'),
    told: t('adminAccounts.isSuspended', { name }),
    run: () => changeAccount({ id, change: { suspended: true } }),
  };
}

export function deletion({ id, name }: AdminAccount): Act {
  return {
    title: t('adminAccounts.deleteTitle', { name }),
    lead: t('adminAccounts.deleteLead'),
    confirm: t('adminAccounts.deleteConfirm'),
    told: t('adminAccounts.deleted', { name }),
    run: () => done(api.DELETE(itemPath, of(id))),
  };
}

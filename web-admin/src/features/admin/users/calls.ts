import { api, body, done } from '@/api/client';
import type { AdminUser, NewUser, UserChange } from '@/api/types';
import type { Act } from '@/features/admin/ConfirmAct';
import { t } from '@/lib/i18n';

const itemPath = '/api/v1/admin/users/{id}';
const of = (id: string) => ({ params: { path: { id } } });

export function createUser(user: NewUser): Promise<AdminUser> {
  return body(api.POST('/api/v1/admin/users', { body: user }));
}

export function changeUser({ id, change }: { id: string; change: UserChange }): Promise<AdminUser> {
  return body(api.PATCH(itemPath, { ...of(id), body: change }));
}

export function passwordLink(id: string) {
  return body(api.POST('/api/v1/admin/users/{id}/password-reset', of(id)));
}

export function suspension({ id, email, suspended }: AdminUser): Act {
  return {
    title: t('users.suspendTitle', { email }),
    lead: t('users.suspendLead'),
    confirm: t('admin.suspend'),
    told: t('users.isSuspended', { email }),
    run: () => changeUser({ id, change: { suspended: !suspended } }),
  };
}

export function roleChange({ id, email, role }: AdminUser): Act {
  const make = role !== 'admin';
  return {
    title: make ? t('users.makeAdminTitle', { email }) : t('users.makeUserTitle', { email }),
    lead: t(make ? 'users.makeAdminLead' : 'users.makeUserLead'),
    confirm: t(make ? 'users.makeAdmin' : 'users.makeUser'),
    told: t('users.roleSet', { email }),
    run: () => changeUser({ id, change: { role: make ? 'admin' : 'user' } }),
  };
}

export function deletion({ id, email }: AdminUser): Act {
  return {
    title: t('users.deleteTitle', { email }),
    lead: t('users.deleteLead'),
    confirm: t('users.deleteConfirm'),
    told: t('users.deleted', { email }),
    run: () => done(api.DELETE(itemPath, of(id))),
  };
}

import { t } from './i18n';

export const roles = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return roles.includes(value as Role);
}

/** What a role is called; one that this version does not know speaks for itself. */
export function roleName(role: string): string {
  return isRole(role) ? t(`role.${role}`) : role;
}

/** The roles that somebody with a role may give: their own and the lesser ones. */
export function rolesBelow(role: string | undefined): readonly Role[] {
  if (!isRole(role)) return [];
  return roles.slice(roles.indexOf(role));
}

/** Whether a role manages the members of its account. */
export function manages(role: string | undefined): boolean {
  return role === 'owner' || role === 'admin';
}

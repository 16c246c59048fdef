import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { paths } from '@/lib/paths';
import { AdminOnly } from './AdminOnly';
import { NotFoundPage } from './NotFoundPage';
import { RouteError } from './RouteError';
import { Shell } from './shell/Shell';

/** A page that is a chunk of its own. */
function page(path: string, load: () => Promise<ComponentType>): RouteObject {
  return { path, lazy: { Component: load } };
}

const open = [
  page(paths.login, async () => (await import('@/features/auth/LoginPage')).LoginPage),
  page(paths.signup, async () => (await import('@/features/auth/SignUpPage')).SignUpPage),
  page(paths.forgot, async () => (await import('@/features/auth/ForgotPasswordPage')).ForgotPasswordPage),
  page(paths.reset, async () => (await import('@/features/auth/ResetPasswordPage')).ResetPasswordPage),
  page(paths.verify, async () => (await import('@/features/auth/VerifyEmailPage')).VerifyEmailPage),
  page(paths.invitation, async () => (await import('@/features/auth/InvitationPage')).InvitationPage),
];

const member = [
  page(paths.overview, async () => (await import('./overview/OverviewPage')).OverviewPage),
  page(paths.tunnels, async () => (await import('@/features/tunnels/TunnelsPage')).TunnelsPage),
  page(paths.tunnel, async () => (await import('./tunnel/TunnelPage')).TunnelPage),
  page(paths.sessions, async () => (await import('@/features/sessions/SessionsPage')).SessionsPage),
  page(paths.usage, async () => (await import('@/features/usage/UsagePage')).UsagePage),
  page(paths.authtokens, async () => (await import('@/features/authtokens/AuthtokensPage')).AuthtokensPage),
  page(paths.apiKeys, async () => (await import('@/features/api-keys/ApiKeysPage')).ApiKeysPage),
  page(
    paths.reservedSubdomains,
    async () =>
      (await import('@/features/reserved-subdomains/ReservedSubdomainsPage')).ReservedSubdomainsPage,
  ),
  page(paths.domains, async () => (await import('@/features/domains/DomainsPage')).DomainsPage),
  page(paths.addresses, async () => (await import('@/features/addresses/AddressesPage')).AddressesPage),
  page(paths.members, async () => (await import('@/features/members/MembersPage')).MembersPage),
  page(paths.activity, async () => (await import('@/features/audit/ActivityPage')).ActivityPage),
  page(paths.profile, async () => (await import('@/features/profile/ProfilePage')).ProfilePage),
];

const administrator = [
  page(paths.adminUsage, async () => (await import('@/features/usage/ServerUsagePage')).ServerUsagePage),
  page(paths.adminUsers, async () => (await import('@/features/admin/users/UsersPage')).UsersPage),
  page(
    paths.adminAccounts,
    async () => (await import('@/features/admin/accounts/AccountsPage')).AccountsPage,
  ),
  page(
    paths.adminTunnels,
    async () => (await import('@/features/admin/tunnels/AllTunnelsPage')).AllTunnelsPage,
  ),
  page(paths.adminEdges, async () => (await import('@/features/admin/edges/EdgesPage')).EdgesPage),
  page(
    paths.adminSettings,
    async () => (await import('@/features/admin/settings/SettingsPage')).SettingsPage,
  ),
  page(paths.adminAudit, async () => (await import('@/features/audit/AuditPage')).AuditPage),
];

/** Every page. */
export const router = createBrowserRouter([
  {
    errorElement: <RouteError />,
    hydrateFallbackElement: <></>,
    children: [
      ...open,
      {
        element: <Shell />,
        children: [
          {
            errorElement: <RouteError />,
            children: [
              ...member,
              { element: <AdminOnly />, children: administrator },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);

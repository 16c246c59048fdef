import { generatePath, type ParamParseKey } from 'react-router';

/** The addresses of the pages; `:id` stands for what the page is about. */
export const paths = {
  overview: '/',
  signup: '/signup',
  login: '/login',
  forgot: '/forgot-password',
  reset: '/reset-password',
  verify: '/verify-email',
  invitation: '/invitation',
  tunnels: '/tunnels',
  tunnel: '/tunnels/:id',
  sessions: '/agents',
  usage: '/usage',
  authtokens: '/authtokens',
  apiKeys: '/api-keys',
  reservedSubdomains: '/reserved-subdomains',
  domains: '/domains',
  addresses: '/tcp-addresses',
  members: '/members',
  activity: '/activity',
  profile: '/profile',
  adminUsage: '/admin/usage',
  adminUsers: '/admin/users',
  adminAccounts: '/admin/accounts',
  adminTunnels: '/admin/tunnels',
  adminEdges: '/admin/edges',
  adminSettings: '/admin/settings',
  adminAudit: '/admin/audit',
} as const;

type Pattern = (typeof paths)[keyof typeof paths];

/** The address of a page about one thing, its parameters checked by the compiler. */
export function pathTo<P extends Pattern>(pattern: P, params: { [K in ParamParseKey<P>]: string }): string {
  return generatePath<P>(pattern, params as never);
}

/** The address of a page with some of its state. */
export function withParams(path: string, params: Record<string, string>): string {
  return `${path}?${new URLSearchParams(params).toString()}`;
}

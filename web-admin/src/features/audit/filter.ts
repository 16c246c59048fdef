import { startOfDay } from '@/lib/day';

/** What the audit log can be filtered by, as the address keeps it. */
export const fields = ['kind', 'actor', 'subject', 'from', 'to'] as const;

/** The first word of an action. */
export const kinds = [
  'account',
  'api_key',
  'authtoken',
  'edge',
  'invitation',
  'login',
  'member',
  'password_reset',
  'reserved_address',
  'reserved_domain',
  'reserved_subdomain',
  'session',
  'setting',
  'tunnel',
  'user',
] as const;

export type Kind = (typeof kinds)[number];

const ofTheServer: readonly Kind[] = ['edge', 'setting'];

export const accountKinds = kinds.filter((kind) => !ofTheServer.includes(kind));

export interface AuditFilter {
  action?: string;
  actor?: string;
  subject?: string;
  from?: string;
  to?: string;
}

/** The query that an address means: `from` and `to` are days where the person is, both included. */
export function filterOf(params: URLSearchParams): AuditFilter {
  const kind = params.get('kind');
  const from = startOfDay(params.get('from') ?? '');
  const to = startOfDay(params.get('to') ?? '', 1);
  const actor = params.get('actor');
  const subject = params.get('subject');
  return {
    ...(kind && { action: `${kind}.` }),
    ...(actor && { actor }),
    ...(subject && { subject }),
    ...(from && { from: from.toISOString() }),
    ...(to && { to: to.toISOString() }),
  };
}

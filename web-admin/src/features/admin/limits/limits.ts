import type { AccountLimits } from '@/api/types';
import { t } from '@/lib/i18n';

/** The limits there are, in the order in which they are shown. */
export const limitNames = [
  'bytesPerMonth',
  'bytesPerSecond',
  'requestsPerSecond',
  'connections',
  'tunnels',
  'reservedSubdomains',
  'reservedDomains',
  'reservedAddresses',
  'authtokens',
  'apiKeys',
  'members',
] as const satisfies readonly (keyof AccountLimits)[];

export type LimitName = (typeof limitNames)[number];

export function limitLabel(name: LimitName): string {
  return t(`limit.${name}`);
}

/** Whether a limit counts bytes. */
export function inBytes(name: LimitName): boolean {
  return name.startsWith('bytes');
}

/** What fields of a form say; an empty one says nothing. */
export function limitsOf(values: Record<string, string>): AccountLimits {
  const set = limitNames.filter((name) => values[name]).map((name) => [name, Number(values[name])]);
  return Object.fromEntries(set) as AccountLimits;
}

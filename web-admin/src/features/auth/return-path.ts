import { paths } from '@/lib/paths';

/** Where somebody wanted to go before being asked to log in; the overview otherwise. */
export function returnPath(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null;
  // A path of this site only: "//host" would lead elsewhere.
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : paths.overview;
}

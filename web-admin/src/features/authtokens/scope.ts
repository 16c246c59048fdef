import type { Authtoken } from '@/api/types';
import { t } from '@/lib/i18n';

/** What an authtoken may open, in a few words. */
export function scopeText(scope: Authtoken['scope']): string {
  const parts = [...(scope.subdomains ?? []), ...(scope.ports ?? []).map((ports) => `:${ports}`)];
  return parts.length > 0 ? parts.join(', ') : t('authtokens.scopeAll');
}

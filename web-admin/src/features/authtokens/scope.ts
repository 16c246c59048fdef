import type { Scope } from '@/api/types';
import { t } from '@/lib/i18n';

export const kinds = ['http', 'tls', 'tcp'] as const;
const kindNames = {
  http: t('authtokens.kindHttp'),
  tls: t('authtokens.kindTls'),
  tcp: t('authtokens.kindTcp'),
};

/** What an authtoken may open, in a few words. A list that is absent allows everything, an empty one nothing. */
export function scopeText({ subdomains, ports, kinds: allowed }: Scope): string {
  const parts = [
    ...(allowed ?? []).map((kind) => kindNames[kind as keyof typeof kindNames]),
    ...(subdomains ?? []),
    ...(ports ?? []).map((range) => `:${range}`),
  ];
  if (parts.length > 0) return parts.join(', ');
  const nothing = [subdomains, ports, allowed].some((list) => list?.length === 0);
  return t(nothing ? 'authtokens.scopeNothing' : 'authtokens.scopeAll');
}

const separators = /[\s,，、]+/;

/** The entries of a list that somebody typed. */
export function listOf(text: string): string[] {
  return text.split(separators).filter(Boolean);
}

/** The scope that the fields of a form say; what is left empty is not restricted. */
export function scopeOf(values: Record<string, string>): Scope | undefined {
  const chosen = kinds.filter((kind) => values[`kind-${kind}`]);
  const subdomains = listOf(values.subdomains ?? '').map((name) => name.toLowerCase());
  const ports = listOf(values.ports ?? '');
  const scope = {
    ...(chosen.length > 0 && chosen.length < kinds.length && { kinds: [...chosen] }),
    ...(subdomains.length > 0 && { subdomains }),
    ...(ports.length > 0 && { ports }),
  };
  return Object.keys(scope).length > 0 ? scope : undefined;
}

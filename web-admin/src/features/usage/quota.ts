import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { AccountUse } from '@/api/types';
import { formatBytes, formatNumber } from '@/lib/format';
import { t } from '@/lib/i18n';

const interval = 30_000;

export const quotaQuery = queryOptions({
  queryKey: ['usage', 'limits'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/limits', { signal })),
  refetchInterval: interval,
});

const counted = [
  'bytesPerMonth',
  'tunnels',
  'reservedSubdomains',
  'reservedDomains',
  'reservedAddresses',
] as const;

const rates = ['bytesPerSecond', 'requestsPerSecond', 'connections'] as const;

type Counted = (typeof counted)[number];
type Rate = (typeof rates)[number];

export interface Line {
  name: Counted | Rate;
  label: string;
  text: string;
  value: number;
  /** Absent where there is no limit. */
  max: number | null;
}

/** What is used of each limit in words; rates have no use that could be told, so only those that are limited. */
export function linesOf({ limits, used }: AccountUse): Line[] {
  const lines = counted.map((name) => {
    const max = limitOf(limits[name]);
    const value = used[name];
    const words = { used: quantity(name, value), limit: quantity(name, max ?? 0) };
    const text = max === null ? t('quota.unlimited', { used: words.used }) : t('quota.of', words);
    return { name, label: t(`limit.${name}`), text, value, max };
  });
  const limited = rates.flatMap((name) => {
    const max = limitOf(limits[name]);
    if (max === null) return [];
    const text = t('quota.upTo', { limit: quantity(name, max) });
    return [{ name, label: t(`limit.${name}`), text, value: 0, max: null }];
  });
  return [...lines, ...limited];
}

function limitOf(limit: number): number | null {
  return limit < 0 ? null : limit;
}

function quantity(name: Line['name'], value: number): string {
  return name.startsWith('bytes') ? formatBytes(value) : formatNumber(value);
}

import { queryOptions } from '@tanstack/react-query';
import { api, body, text } from './client';
import type { Usage } from './types';

export type Step = 'minute' | 'hour' | 'day';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
export const stepLengths: Record<Step, number> = { minute, hour, day };

/** How far back one looks, and how finely. */
export const ranges = {
  hour: { length: hour, step: 'minute' },
  day: { length: day, step: 'hour' },
  week: { length: 7 * day, step: 'hour' },
  month: { length: 30 * day, step: 'day' },
  quarter: { length: 90 * day, step: 'day' },
} as const satisfies Record<string, { length: number; step: Step }>;

export type Range = keyof typeof ranges;

export function isRange(value: string): value is Range {
  return Object.hasOwn(ranges, value);
}

/** Whose usage: the account's, one of its tunnels', or for administrators the server's or an account's or edge's. */
export type Subject =
  { of: 'account' } | { of: 'tunnel'; id: string } | { of: 'server'; accountId?: string; edgeId?: string };

/** The range up to now, from the beginning of a step on, so that every step is a whole one. */
export function period(range: Range, now: number) {
  const { length, step } = ranges[range];
  const size = stepLengths[step];
  const from = Math.floor((now - length) / size) * size + size;
  return { from: new Date(from).toISOString(), to: new Date(now).toISOString(), step };
}

const interval = 10_000;

export function usageQuery(subject: Subject, range: Range) {
  return queryOptions({
    queryKey: ['usage', subject, range],
    queryFn: ({ signal }): Promise<Usage> => body(ask(subject, period(range, Date.now()), signal)),
    refetchInterval: ranges[range].step === 'day' ? 6 * interval : interval,
  });
}

/** The same as comma-separated values, for a file. */
export function usageCsv(subject: Subject, range: Range): Promise<string> {
  return text(ask(subject, { ...period(range, Date.now()), format: 'csv' }, undefined, 'text'));
}

type Query = ReturnType<typeof period> & { format?: 'csv' };

function ask(subject: Subject, query: Query, signal?: AbortSignal, parseAs?: 'text') {
  const options = { ...(signal && { signal }), ...(parseAs && { parseAs }) };
  switch (subject.of) {
    case 'account':
      return api.GET('/api/v1/usage', { params: { query }, ...options }) as Answered;
    case 'tunnel':
      return api.GET('/api/v1/tunnels/{id}/metrics', {
        params: { path: { id: subject.id }, query },
        ...options,
      }) as Answered;
    case 'server': {
      const { accountId, edgeId } = subject;
      const whose = { ...(accountId && { accountId }), ...(edgeId && { edgeId }) };
      return api.GET('/api/v1/admin/usage', {
        params: { query: { ...query, ...whose } },
        ...options,
      }) as Answered;
    }
  }
}

/** The description knows two forms of the answer; which it is follows from the query. */
type Answered = Promise<{ data?: Usage; error?: unknown; response: Response }>;

import { expect, it } from 'vitest';
import type { Usage, UsageItem } from '@/api/types';
import { period } from '@/api/usage';
import { everyStep } from './steps';

const item: UsageItem = {
  at: '2026-01-02T02:00:00Z',
  bytesIn: 1,
  bytesOut: 2,
  connections: 3,
  requests: 4,
  status1xx: 0,
  status2xx: 4,
  status3xx: 0,
  status4xx: 0,
  status5xx: 0,
};

it('puts nothing where the server had nothing to say', () => {
  const usage: Usage = {
    from: '2026-01-02T01:00:00Z',
    to: '2026-01-02T04:00:01Z',
    step: 'hour',
    total: item,
    items: [item],
  };
  expect(everyStep(usage).map(({ requests }) => requests)).toEqual([0, 4, 0, 0]);
});

it('begins a range with a whole step', () => {
  const now = Date.parse('2026-01-02T10:20:30Z');
  expect(period('hour', now)).toEqual({
    from: '2026-01-02T09:21:00.000Z',
    to: '2026-01-02T10:20:30.000Z',
    step: 'minute',
  });
  expect(period('month', now).from).toBe('2025-12-04T00:00:00.000Z');
});

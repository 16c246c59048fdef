import { expect, it } from 'vitest';
import type { AccountUse } from '@/api/types';
import { linesOf } from './quota';

const none = -1;
const use: AccountUse = {
  limits: {
    bytesPerMonth: 1_000_000,
    tunnels: none,
    connections: none,
    requestsPerSecond: 50,
    bytesPerSecond: none,
    reservedSubdomains: 200,
    reservedDomains: 0,
    reservedAddresses: 20,
    authtokens: none,
    apiKeys: none,
    members: none,
  },
  used: {
    bytesPerMonth: 250_000,
    tunnels: 3,
    reservedSubdomains: 200,
    reservedDomains: 0,
    reservedAddresses: 0,
  },
  level: 'ok',
  message: null,
  resetsAt: '2026-02-01T00:00:00Z',
};

it('says what is used of each limit, and names rates only where they are limited', () => {
  const lines = Object.fromEntries(linesOf(use).map(({ name, text }) => [name, text]));
  expect(lines).toEqual({
    bytesPerMonth: '250 kB of 1 MB',
    tunnels: '3, no limit',
    reservedSubdomains: '200 of 200',
    reservedDomains: '0 of 0',
    reservedAddresses: '0 of 20',
    requestsPerSecond: 'up to 50',
  });
});

import { describe, expect, it } from 'vitest';
import { formatAgo, formatBytes } from './format';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1550, '1.6 kB'],
    [123_456, '123 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [5_200_000_000, '5.2 GB'],
    [7e18, '7,000 PB'],
  ])('writes %d as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('formatAgo', () => {
  const now = new Date('2026-06-15T12:00:00Z');

  it.each([
    ['2026-06-15T11:59:30Z', 'just now'],
    ['2026-06-15T12:00:30Z', 'just now'], // the server's clock is ahead
    ['2026-06-15T11:59:00Z', '1 minute ago'],
    ['2026-06-15T09:01:00Z', '2 hours ago'],
    ['2026-06-14T11:00:00Z', 'yesterday'],
    ['2026-06-01T12:00:00Z', '14 days ago'],
    ['2026-01-02T12:00:00Z', 'Jan 2, 2026'],
  ])('says of %s: %s', (at, text) => expect(formatAgo(new Date(at), now)).toBe(text));
});

import { expect, it } from 'vitest';
import { filterOf } from './filter';

it('asks for whole days, and for all events of a kind', () => {
  const filter = filterOf(new URLSearchParams('kind=user&from=2026-01-02&to=2026-01-02&actor='));
  expect(filter.action).toBe('user.');
  expect(filter).not.toHaveProperty('actor');
  expect(Date.parse(filter.to ?? '') - Date.parse(filter.from ?? '')).toBe(86_400_000);
});

it('leaves out a day that is none', () => {
  expect(filterOf(new URLSearchParams('from=yesterday&to=2026-99-99'))).toEqual({});
});

import { expect, it } from 'vitest';
import { page, sorted } from './rows';

it('sorts text as people do, and numbers by size', () => {
  expect(sorted(['web-10', 'Web-2', 'api'], (name) => name, false)).toEqual(['api', 'Web-2', 'web-10']);
  expect(sorted([10, 9, 100], (count) => count, true)).toEqual([100, 10, 9]);
});

it('leaves what it sorts alone', () => {
  const rows = [2, 1];
  sorted(rows, (row) => row, false);
  expect(rows).toEqual([2, 1]);
});

it('shows the last page for a number beyond it, the first for none', () => {
  const rows = Array.from({ length: 60 }, (_, index) => index);
  expect(page(rows, 9)).toMatchObject({ number: 3, from: 51, to: 60, total: 60 });
  expect(page(rows, -1)).toMatchObject({ number: 1, from: 1, to: 25 });
  expect(page([], 1)).toMatchObject({ number: 1, last: 1, rows: [] });
});

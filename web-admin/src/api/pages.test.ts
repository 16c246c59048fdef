import { expect, it } from 'vitest';
import { allPages } from './pages';

it('follows the cursors to the end', async () => {
  const asked: unknown[] = [];
  const items = await allPages((query) => {
    asked.push(query.cursor);
    return Promise.resolve(
      query.cursor === undefined ? { items: [1, 2], nextCursor: 'next' } : { items: [3], nextCursor: null },
    );
  });
  expect(items).toEqual([1, 2, 3]);
  expect(asked).toEqual([undefined, 'next']);
});

it('stops at a bound when a list never ends', async () => {
  const items = await allPages(() => Promise.resolve({ items: [0], nextCursor: 'again' }));
  expect(items).toHaveLength(25);
});

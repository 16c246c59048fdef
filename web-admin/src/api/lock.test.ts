import { expect, it } from 'vitest';
import { exclusively } from './lock';

it('runs works of one name one after the other, also after one that failed', async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} starts`);
    await Promise.resolve();
    order.push(`${name} ends`);
    if (name === 'first') throw new Error('first fails');
    return name;
  };
  const first = exclusively('test', work('first'));
  const second = exclusively('test', work('second'));
  await expect(first).rejects.toThrow('first fails');
  await expect(second).resolves.toBe('second');
  expect(order).toEqual(['first starts', 'first ends', 'second starts', 'second ends']);
});

import { expect, it } from 'vitest';
import { limitsOf } from './limits';

it('leaves out what is empty, and keeps none and no limit apart', () => {
  expect(limitsOf({ tunnels: '0', members: '', connections: '-1', other: '5' })).toEqual({
    tunnels: 0,
    connections: -1,
  });
});

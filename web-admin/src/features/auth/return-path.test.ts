import { expect, it } from 'vitest';
import { returnPath } from './return-path';

it('leads back to where one wanted to go', () => {
  expect(returnPath({ from: '/tunnels?x=1#y' })).toBe('/tunnels?x=1#y');
});

it.each([null, undefined, {}, { from: 7 }, { from: '//evil.example' }, { from: 'https://evil.example' }])(
  'leads to the overview from %j',
  (state) => expect(returnPath(state)).toBe('/'),
);

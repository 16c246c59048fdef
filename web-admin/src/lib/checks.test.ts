import { expect, it } from 'vitest';
import { all, atLeast, emailPattern, filled, labelPattern, matches } from './checks';

it('says the first complaint of several', () => {
  const check = all(filled('missing'), atLeast(3, 'short'));
  expect(check('')).toBe('missing');
  expect(check('ab')).toBe('short');
  expect(check('abc')).toBeNull();
});

it.each(['a', 'a1', 'my-shop', `a${'b'.repeat(61)}c`])('takes %s as a subdomain', (name) =>
  expect(matches(labelPattern, 'bad')(name)).toBeNull(),
);

it.each(['', '-a', 'a-', 'A', 'a.b', 'a_b', 'é', 'a\n', 'a'.repeat(64)])(
  'refuses %j as a subdomain',
  (name) => expect(matches(labelPattern, 'bad')(name)).toBe('bad'),
);

it('tells an address from a slip', () => {
  expect(emailPattern.test('ada@example.com')).toBe(true);
  expect(emailPattern.test('ada@localhost')).toBe(true);
  expect(emailPattern.test('ada')).toBe(false);
  expect(emailPattern.test('a b@example.com')).toBe(false);
});

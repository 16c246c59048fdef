import { expect, it } from 'vitest';
import { scopeOf, scopeText } from './scope';

it('says what an authtoken may open', () => {
  expect(scopeText({})).toBe('Everything');
  expect(scopeText({ subdomains: [] })).toBe('Nothing');
  expect(scopeText({ kinds: ['http'], subdomains: ['shop'], ports: ['20001-20005'] })).toBe(
    'HTTP, shop, :20001-20005',
  );
});

it('restricts what is filled in, and nothing else', () => {
  const all = { 'kind-http': '1', 'kind-tls': '1', 'kind-tcp': '1' };
  expect(scopeOf({ ...all, subdomains: '', ports: ' ' })).toBeUndefined();
  expect(scopeOf({ 'kind-tcp': '1', subdomains: 'Shop, api', ports: '20001\n20003-4' })).toEqual({
    kinds: ['tcp'],
    subdomains: ['shop', 'api'],
    ports: ['20001', '20003-4'],
  });
});

import { expect, it } from 'vitest';
import { t, tCount } from '.';
import { en } from './en';

it('fills in parameters as text', () => {
  expect(t('login.lead', { server: '<b>{server}</b>' })).toBe('to <b>{server}</b>');
});

it('chooses the plural form', () => {
  expect(tCount('tunnels.requests', 1)).toBe('1 request');
  expect(tCount('tunnels.requests', 0)).toBe('0 requests');
  expect(tCount('tunnels.requests', 1234)).toBe('1,234 requests');
});

it('has no text that nothing shows', () => {
  const sources = import.meta.glob<string>(['/src/**/*.{ts,tsx}', '!/src/lib/i18n/en.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const code = Object.values(sources).join('\n');
  const unused = Object.keys(en).filter((key) => !code.includes(`'${key.replace(/_(one|other)$/, '')}'`));
  expect(unused).toEqual([]);
});

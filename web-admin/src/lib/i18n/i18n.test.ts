import { expect, it } from 'vitest';
import { t, tCount } from '.';
import { en } from './en';
import { isLanguage, languageFor } from './languages';
import { zh } from './zh';

it('fills in parameters as text', () => {
  expect(t('login.lead', { server: '<b>{server}</b>' })).toBe('to <b>{server}</b>');
});

it('chooses the plural form', () => {
  expect(tCount('tunnels.requests', 1)).toBe('1 request');
  expect(tCount('tunnels.requests', 0)).toBe('0 requests');
  expect(tCount('tunnels.requests', 1234)).toBe('1,234 requests');
});

it.each([
  [['zh-TW', 'en'], 'zh-CN'],
  [['de-DE', 'zh-Hans-CN'], 'zh-CN'],
  [['de-DE', 'en-GB'], 'en'],
  [[], 'en'],
])('speaks to a browser that wants %j in %s', (wanted, language) => {
  expect(languageFor(wanted)).toBe(language);
});

it('takes no stored value for a language that there is not', () => {
  expect(['en', 'zh-CN', 'toString', null, 'EN'].filter(isLanguage)).toEqual(['en', 'zh-CN']);
});

it('has no text that nothing shows', () => {
  const sources = import.meta.glob<string>(['/src/**/*.{ts,tsx}', '!/src/lib/i18n/{en,zh}/*.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const code = Object.values(sources).join('\n');
  // Keys put together from what the server says are looked for by their beginning: `audit.action.`
  const used = (key: string) =>
    code.includes(`'${key}'`) || code.includes(`\`${key.slice(0, key.lastIndexOf('.') + 1)}\${`);
  const unused = Object.keys(en).filter((key) => !used(key.replace(/_(one|other)$/, '')));
  expect(unused).toEqual([]);
});

it('has every text in Chinese, with the same parameters', () => {
  const wrong = Object.entries(zh).filter(
    ([key, text]) => parameters(text) !== parameters(en[key as keyof typeof en]),
  );
  expect(wrong).toEqual([]);
  expect(Object.keys(zh).filter((key) => !(key in en))).toEqual([]);
});

function parameters(text: string): string {
  return [...text.matchAll(/\{\w+\}/g)].sort().join();
}

import { storage } from '@/lib/storage';
import type { en } from './en';
import { isLanguage, type Language, languageFor } from './languages';

export { languages, type Language } from './languages';

type Keys = keyof typeof en;
/** A language's texts; those of the form `key_one` only where the language has such a form. */
export type Messages = { [K in Keys as K extends `${string}_one` ? never : K]: string } & {
  [K in Keys as K extends `${string}_one` ? K : never]?: string;
};
type Text<K> = K extends Keys ? (typeof en)[K] : string;
type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Parameters<S> = [Names<S>] extends [never] ? [] : [Record<Names<S>, string | number>];
export type Counted = { [K in Keys]: K extends `${infer Base}_other` ? Base : never }[Keys];
/** A text that has no parameters. */
export type PlainKey = { [K in Keys]: [Names<Text<K>>] extends [never] ? K : never }[Keys];

const loaders: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('./en')).en,
  'zh-CN': async () => (await import('./zh')).zh,
};

const key = 'tunnel.language';

/** The language of this page: the one chosen here, else the first of the browser's that there is. */
export const language: Language = chosen() ?? languageFor(navigator.languages);
document.documentElement.lang = language;
// Only this language is fetched; whatever imports this module waits for it.
const messages: Messages = await loaders[language]();
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);

function chosen(): Language | null {
  const stored = storage.read(key);
  return isLanguage(stored) ? stored : null;
}

/** Chooses the language for this browser and shows the page in it. */
export function setLanguage(next: Language): void {
  if (next === language) return;
  storage.write(key, next);
  location.reload();
}

/** The text of `key`, its parameters checked by the compiler. */
export function t<K extends Keys>(key: K, ...parameters: Parameters<Text<K>>): string {
  return fill(messages[key] ?? key, parameters[0]);
}

/** The text of `key` in the plural form that `count` takes in this language. */
export function tCount(key: Counted, count: number): string {
  const form = `${key}_${plural.select(count)}` as Keys;
  const text = messages[form] ?? messages[`${key}_other` as Keys] ?? key;
  return fill(text, { count: number.format(count) });
}

/** The text of a key put together from what the server says, if there is one. */
export function tMaybe(key: string): string | null {
  return (messages as Record<string, string | undefined>)[key] ?? null;
}

function fill(text: string, values?: Record<string, string | number>): string {
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

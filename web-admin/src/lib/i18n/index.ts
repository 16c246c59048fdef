import { en } from './en';

type Messages = Record<keyof typeof en, string>;
type Text<K> = K extends keyof typeof en ? (typeof en)[K] : string;
type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Parameters<S> = [Names<S>] extends [never] ? [] : [Record<Names<S>, string | number>];
type Counted = { [K in keyof typeof en]: K extends `${infer Base}_other` ? Base : never }[keyof typeof en];

/** The languages there are; a further one is one more message file. */
const languages = { en } satisfies Record<string, Messages>;

export const language: keyof typeof languages = 'en';
const messages: Messages = languages[language];
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);

/** The text of `key`, its parameters checked by the compiler. */
export function t<K extends keyof typeof en>(key: K, ...parameters: Parameters<Text<K>>): string {
  return fill(messages[key], parameters[0]);
}

/** The text of `key` in the plural form that `count` takes in this language. */
export function tCount(key: Counted, count: number): string {
  const form = `${key}_${plural.select(count)}` as keyof Messages;
  const text = messages[form] as string | undefined;
  return fill(text ?? messages[`${key}_other` as keyof Messages], { count: number.format(count) });
}

function fill(text: string, values?: Record<string, string | number>): string {
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

import { language, t } from './i18n';

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });

/** Bytes in decimal units, as networks count: `1.5 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = value < 100 && unit > 0 ? oneDigit : whole;
  return `${digits.format(value)} ${units[unit] ?? ''}`;
}

export function formatNumber(value: number): string {
  return whole.format(value);
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago, as a person says it; a date after 30 days. */
export function formatAgo(at: Date, now: Date): string {
  const elapsed = now.getTime() - at.getTime();
  if (elapsed > 30 * 86_400_000) return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
  for (const [unit, length] of steps) {
    if (elapsed >= length) return relative.format(-Math.floor(elapsed / length), unit);
  }
  return t('time.now');
}

export function formatDateTime(at: Date): string {
  return absolute.format(at);
}

const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
const timeOfDay = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
const moment = new Intl.DateTimeFormat(language, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });

/** A point of a chart, in milliseconds since the epoch. */
export function formatMoment(at: number): string {
  return moment.format(at);
}

export function formatDay(at: number): string {
  return day.format(at);
}

export function formatTimeOfDay(at: number): string {
  return timeOfDay.format(at);
}

export function formatDate(at: Date): string {
  return date.format(at);
}

export function formatShare(share: number): string {
  return percent.format(share);
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`;
}

/** Of microseconds. */
export function duration(micros: number): string {
  if (micros < 0) return '–';
  if (micros < 1000) return `${micros} µs`;
  if (micros < 100_000) return `${(micros / 1000).toFixed(1)} ms`;
  if (micros < 1_000_000) return `${Math.round(micros / 1000)} ms`;
  if (micros < 60_000_000) return `${(micros / 1_000_000).toFixed(1)} s`;
  return `${Math.floor(micros / 60_000_000)} min ${Math.round((micros / 1_000_000) % 60)} s`;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export function time(instant: string): string {
  return clock.format(new Date(instant));
}

export function timeWithMillis(instant: string): string {
  const date = new Date(instant);
  return `${clock.format(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `1 request`, `2 requests`. */
export function count(many: number, word: string): string {
  return `${many} ${word}${many === 1 ? '' : 's'}`;
}

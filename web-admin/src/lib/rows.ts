export const pageSize = 25;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The rows in order of a value: numbers by size, text as people sort it; equal ones stay as they were. */
export function sorted<T>(
  rows: readonly T[],
  by: (row: T) => string | number,
  descending: boolean,
): readonly T[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((left, right) => sign * compare(by(left), by(right)));
}

function compare(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
}

export interface PageOf<T> {
  rows: readonly T[];
  number: number;
  last: number;
  from: number;
  to: number;
  total: number;
}

/** One page of the rows; a number beyond the last is the last. */
export function page<T>(rows: readonly T[], wanted: number): PageOf<T> {
  const last = Math.max(1, Math.ceil(rows.length / pageSize));
  const number = Math.min(Math.max(1, Math.trunc(wanted)), last);
  const start = (number - 1) * pageSize;
  const shown = rows.slice(start, start + pageSize);
  return { rows: shown, number, last, from: start + 1, to: start + shown.length, total: rows.length };
}

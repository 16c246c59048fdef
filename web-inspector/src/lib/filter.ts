import type { Entry } from '@/api/types';

export interface Filter {
  text: string;
  method: string;
  status: string;
  tunnel: string;
  /** Minutes back from now; 0 for all. */
  minutes: number;
}

export const everything: Filter = { text: '', method: '', status: '', tunnel: '', minutes: 0 };

/** Words that must all be there, in any order, in what the list shows. */
export function matches(entry: Entry, filter: Filter, now: number): boolean {
  return (
    (filter.method === '' ||
      (filter.method === 'TCP' ? entry.method === '' : entry.method === filter.method)) &&
    (filter.status === '' || statusClass(entry) === filter.status) &&
    (filter.tunnel === '' || entry.tunnel === filter.tunnel) &&
    (filter.minutes === 0 || now - Date.parse(entry.start) <= filter.minutes * 60_000) &&
    containsAll(entry, filter.text)
  );
}

function containsAll(entry: Entry, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { method, target, host, status, tunnel, visitor, type, note, kind } = entry;
  const all =
    `${method} ${target} ${host} ${status} ${tunnel} ${visitor} ${type} ${note} ${kind}`.toLowerCase();
  return words.every((word) => all.includes(word));
}

/** `2xx`, `broken`, `open`. */
export function statusClass(entry: Entry): string {
  if (entry.state === 'broken') return 'broken';
  if (entry.status > 0) return `${Math.floor(entry.status / 100)}xx`;
  return entry.state;
}

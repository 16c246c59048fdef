import { Search } from 'lucide-react';
import type { ChangeEvent, Ref } from 'react';
import type { Entry } from '@/api/types';
import type { Filter } from '@/lib/filter';
import styles from './Filters.module.css';

interface Props {
  filter: Filter;
  onChange: (filter: Filter) => void;
  entries: readonly Entry[];
  search: Ref<HTMLInputElement>;
}

const statuses = { '2xx': '2xx', '3xx': '3xx', '4xx': '4xx', '5xx': '5xx', broken: 'Failed', open: 'Open' };
const times = { 0: 'All times', 1: 'Last minute', 5: 'Last 5 min', 15: 'Last 15 min', 60: 'Last hour' };

export function Filters({ filter, onChange, entries, search }: Props) {
  const methods = distinct(entries.map(({ method }) => (method === '' ? 'TCP' : method)));
  const tunnels = distinct(entries.map(({ tunnel }) => tunnel));
  const named = (name: keyof Filter) => (event: ChangeEvent<HTMLSelectElement>) =>
    onChange({ ...filter, [name]: name === 'minutes' ? Number(event.target.value) : event.target.value });
  return (
    <div role="search" className={styles.filters}>
      <div className={styles.search}>
        <Search aria-hidden="true" />
        <input
          ref={search}
          type="search"
          className={styles.control}
          aria-label="Search"
          placeholder="Path, host, status, visitor …"
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
        />
      </div>
      <Select label="Method" value={filter.method} onChange={named('method')}>
        {{ '': 'Methods', ...same(methods, { TCP: 'Connections' }) }}
      </Select>
      <Select label="Status" value={filter.status} onChange={named('status')}>
        {{ '': 'Statuses', ...statuses }}
      </Select>
      <Select label="Tunnel" value={filter.tunnel} onChange={named('tunnel')}>
        {{ '': 'Tunnels', ...same(tunnels) }}
      </Select>
      <Select label="Time" value={String(filter.minutes)} onChange={named('minutes')}>
        {times}
      </Select>
    </div>
  );
}

interface SelectProps {
  label: string;
  value: string;
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
  children: Record<string, string>;
}

function Select({ label, value, onChange, children }: SelectProps) {
  return (
    <select className={styles.control} aria-label={label} value={value} onChange={onChange}>
      {Object.entries(children).map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}

function distinct(words: string[]): string[] {
  return [...new Set(words)].sort();
}

function same(words: string[], names: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, names[word] ?? word]));
}

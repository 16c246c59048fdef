import { memo, useCallback, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Entry } from '@/api/types';
import { bytes, count, duration, time } from '@/lib/format';
import { Status } from '@/ui/Status';
import styles from './EntryList.module.css';

interface Props {
  entries: readonly Entry[];
  selected: string;
  onSelect: (id: string) => void;
  empty: ReactNode;
}

/** Newest first. Arrow keys, Home and End go from row to row. */
export function EntryList({ entries, selected, onSelect, empty }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = useCallback((event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const row = next === undefined ? undefined : rows[next];
    if (row) {
      event.preventDefault();
      row.focus();
    }
  }, []);
  if (entries.length === 0) return <div className={styles.empty}>{empty}</div>;
  return (
    // Arrow keys only add to what the buttons inside do by themselves.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul ref={list} className={styles.list} aria-label="Requests and connections" onKeyDown={onKeyDown}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <Row entry={entry} current={entry.id === selected} onSelect={onSelect} />
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  entry: Entry;
  current: boolean;
  onSelect: (id: string) => void;
}

const Row = memo(function Row({ entry, current, onSelect }: RowProps) {
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={current}
      data-entry={entry.id}
      onClick={() => onSelect(entry.id)}
    >
      <span className={styles.method}>{title(entry).method}</span>
      <span className={styles.target} title={title(entry).target}>
        {title(entry).target}
      </span>
      <Status entry={entry} />
      <span className={styles.more}>{more(entry)}</span>
      <span className={styles.when}>
        {duration(entry.duration)} · {time(entry.start)}
      </span>
    </button>
  );
});

/** What an entry is called. */
export function title(entry: Entry): { method: string; target: string } {
  if (entry.method !== '') {
    return { method: entry.stream === 'websocket' ? 'WS' : entry.method, target: entry.target };
  }
  const kind = entry.kind === 'http2' ? 'HTTP/2' : entry.kind.toUpperCase();
  return { method: kind, target: entry.visitor === '' ? entry.tunnel : entry.visitor };
}

function more(entry: Entry): string {
  const parts = [entry.tunnel, `${bytes(entry.sent)} in, ${bytes(entry.received)} out`];
  if (entry.stream === 'websocket') parts.push(count(entry.messages, 'frame'));
  if (entry.stream === 'events') parts.push(count(entry.messages, 'event'));
  if (entry.replayOf !== '') parts.unshift('replay');
  if (entry.note !== '') parts.push(entry.note);
  return parts.join(' · ');
}

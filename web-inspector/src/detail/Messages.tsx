import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import type { Detail, Message } from '@/api/types';
import { bytes, count, timeWithMillis } from '@/lib/format';
import { hexDump } from '@/lib/hex';
import { fromBase64 } from '@/lib/text';
import styles from './Detail.module.css';

/** The frames of a WebSocket, or server-sent events: newest last, as they were said. */
export function Messages({ detail }: { detail: Detail }) {
  const [wanted, setWanted] = useState('');
  const { messages, entry } = detail;
  const shown = messages.filter((message) => preview(message).toLowerCase().includes(wanted.toLowerCase()));
  const dropped = entry.messages - messages.length;
  return (
    <>
      <div className={styles.bodyBar}>
        <input
          type="search"
          className={styles.input}
          aria-label="Search in messages"
          placeholder="Search in messages"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <span className={styles.faint}>
          {count(entry.messages, entry.stream === 'events' ? 'event' : 'frame')}
          {dropped > 0 && `, the last ${messages.length} are kept`}
        </span>
      </div>
      <ol className={styles.messages}>
        {shown.map((message, i) => (
          <Line key={`${message.at}-${i}`} message={message} />
        ))}
      </ol>
    </>
  );
}

function Line({ message }: { message: Message }) {
  return (
    <li>
      <details>
        <summary>
          {message.fromVisitor ? (
            <ArrowUp className={styles.up} aria-label="from the visitor" />
          ) : (
            <ArrowDown className={styles.down} aria-label="from the service" />
          )}
          <span className={styles.kind}>{message.name === '' ? message.kind : message.name}</span>
          <span className={styles.preview}>{preview(message).slice(0, 300)}</span>
          <span className={styles.faint}>
            {bytes(message.length)} · {timeWithMillis(message.at)}
          </span>
        </summary>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
        <pre className={styles.code} tabIndex={0}>
          {message.text ?? hexDump(fromBase64(message.bytes ?? ''), 16_384)}
        </pre>
        {message.truncated && <p className={styles.faint}>Only the beginning was kept.</p>}
      </details>
    </li>
  );
}

function preview(message: Message): string {
  if (message.text !== undefined) return message.text;
  return message.compressed ? 'compressed' : 'binary';
}

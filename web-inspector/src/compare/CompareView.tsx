import { X } from 'lucide-react';
import { useMemo } from 'react';
import { loadBody, loadDetail } from '@/api/client';
import type { Detail, Entry, Part, Side } from '@/api/types';
import { useLoaded } from '@/detail/useLoaded';
import { diff } from '@/lib/diff';
import { duration } from '@/lib/format';
import { hexDump } from '@/lib/hex';
import { prettyJson } from '@/lib/pretty';
import { decodeText } from '@/lib/text';
import { Button } from '@/ui/Button';
import styles from './Compare.module.css';

interface Props {
  left: Entry;
  right: Entry;
  onClose: () => void;
}

interface Sides {
  request: string[];
  response: string[];
}

/** Two exchanges, line by line. */
export function CompareView({ left, right, onClose }: Props) {
  const loaded = useLoaded(`${left.id} ${right.id}`, `${left.state} ${right.state}`, async (signal) =>
    Promise.all([lines(left.id, signal), lines(right.id, signal)]),
  );
  return (
    <article className={styles.compare} aria-label="Comparison">
      <div className={styles.head}>
        <h2>Comparison</h2>
        <Button icon={<X />} onClick={onClose}>
          Close
        </Button>
      </div>
      <div className={styles.sides}>
        <Side sign="−" look={styles.left} entry={left} />
        <Side sign="+" look={styles.right} entry={right} />
      </div>
      {loaded.state === 'failed' && <p role="alert">{loaded.reason}</p>}
      {loaded.state === 'done' && (
        <>
          <Section title="Request" left={loaded.value[0].request} right={loaded.value[1].request} />
          <Section title="Response" left={loaded.value[0].response} right={loaded.value[1].response} />
        </>
      )}
    </article>
  );
}

function Side({ sign, look, entry }: { sign: string; look: string | undefined; entry: Entry }) {
  return (
    <span className={look}>
      {sign} {entry.method} {entry.target} {entry.status > 0 ? entry.status : ''} in{' '}
      {duration(entry.duration)}
    </span>
  );
}

function Section({ title, left, right }: { title: string; left: string[]; right: string[] }) {
  const changes = useMemo(() => diff(left, right), [left, right]);
  const same = changes.every(({ kind }) => kind === 'same');
  return (
    <section className={styles.section} aria-label={title}>
      <h3>{title}</h3>
      {same && <p>No difference.</p>}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <pre className={styles.lines} tabIndex={0}>
        {changes.map(({ kind, text }, i) => (
          <span key={i} className={kind === 'same' ? undefined : styles[kind]}>
            {{ same: '  ', left: '− ', right: '+ ' }[kind]}
            {text}
          </span>
        ))}
      </pre>
    </section>
  );
}

async function lines(id: string, signal: AbortSignal): Promise<Sides> {
  const detail: Detail = await loadDetail(id, signal);
  return {
    request: await partLines(id, 'sent', detail.request, signal),
    response: await partLines(id, 'received', detail.response, signal),
  };
}

async function partLines(
  id: string,
  side: Side,
  part: Part | undefined,
  signal: AbortSignal,
): Promise<string[]> {
  if (!part) return [];
  const head = [part.line, ...part.headers.map(({ name, value }) => `${name}: ${value}`), ''];
  if (part.size === 0) return head;
  const bytes = await loadBody(id, side, signal);
  const text = decodeText(bytes);
  if (text === undefined) return [...head, ...hexDump(bytes, 16_384).split('\n')];
  const json = part.type.includes('json');
  const pretty = json ? prettyJson(text).map((token) => token.text).join('') : text; // prettier-ignore
  return [...head, ...pretty.split('\n')];
}

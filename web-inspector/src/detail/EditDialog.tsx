import { Plus, Trash2 } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { loadBody, replay } from '@/api/client';
import type { Detail } from '@/api/types';
import { decodeText, toBase64 } from '@/lib/text';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import styles from './EditDialog.module.css';
import { useLoaded } from './useLoaded';

interface Props {
  detail: Detail;
  onClose: () => void;
  onReplayed: (id: string) => void;
}

interface Line {
  key: number;
  name: string;
  value: string;
}

/** What the agent makes anew for every request that it sends. */
const made = new Set(['connection', 'content-length', 'expect', 'keep-alive', 'te', 'transfer-encoding']);

/** Changes a request before it is sent once more. */
export function EditDialog({ detail, onClose, onReplayed }: Props) {
  const { entry, request } = detail;
  const body = useLoaded(entry.id, '', async (signal) =>
    entry.sent > 0 ? decodeText(await loadBody(entry.id, 'sent', signal)) : '',
  );
  const [method, setMethod] = useState(entry.method);
  const [target, setTarget] = useState(entry.target);
  const [headers, setHeaders] = useState<Line[]>(() =>
    (request?.headers ?? [])
      .filter(({ name }) => !made.has(name.toLowerCase()))
      .map(({ name, value }, key) => ({ key, name, value })),
  );
  const [text, setText] = useState<string>();
  const [error, setError] = useState('');
  const encoded = request !== undefined && request.encoding !== '';
  const original = body.state === 'done' ? body.value : undefined;

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const edit = {
      method,
      target,
      headers: headers.filter(({ name }) => name !== '').map(({ name, value }) => ({ name, value })),
      ...(text === undefined ? {} : { body: toBase64(new TextEncoder().encode(text)) }),
    };
    try {
      onReplayed(await replay(entry.id, edit));
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <Dialog title="Edit and replay" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} style={{ display: 'contents' }}>
        <div className={styles.first}>
          <label className={styles.field}>
            Method
            <input value={method} onChange={(event) => setMethod(event.target.value)} />
          </label>
          <label className={styles.field}>
            Path
            <input value={target} onChange={(event) => setTarget(event.target.value)} />
          </label>
        </div>
        <HeaderLines lines={headers} onChange={setHeaders} />
        <label className={styles.field}>
          Body
          <textarea
            value={text ?? original ?? ''}
            disabled={encoded || body.state === 'loading'}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p className={styles.hint}>{hint(encoded, body.state === 'done' && original === undefined)}</p>
        {error !== '' && (
          <p className={styles.error} role="alert">
            {error}
          </p>
        )}
        <div className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Replay
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function hint(encoded: boolean, binary: boolean): string {
  if (encoded) return 'The body is encoded and goes as it was.';
  if (binary) return 'The body is not text and goes as it was, unless you write another one.';
  return 'A masked header goes with its own value, unless you change it. The length follows from the body.';
}

function HeaderLines({ lines, onChange }: { lines: Line[]; onChange: (lines: Line[]) => void }) {
  const set = (key: number, change: Partial<Line>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...change } : line)));
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className={styles.field}>Headers</legend>
      <div className={styles.headers}>
        {lines.map(({ key, name, value }) => (
          <div key={key} className={styles.header}>
            <input
              aria-label="Name"
              value={name}
              onChange={(event) => set(key, { name: event.target.value })}
            />
            <input
              aria-label={`Value of ${name}`}
              value={value}
              onChange={(event) => set(key, { value: event.target.value })}
            />
            <Button
              look="quiet"
              icon={<Trash2 />}
              aria-label={`Remove ${name}`}
              onClick={() => onChange(lines.filter((line) => line.key !== key))}
            />
          </div>
        ))}
        <div>
          <Button
            look="quiet"
            icon={<Plus />}
            onClick={() =>
              onChange([
                ...lines,
                { key: Math.max(-1, ...lines.map((line) => line.key)) + 1, name: '', value: '' },
              ])
            }
          >
            Add header
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

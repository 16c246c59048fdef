import { Download } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { loadBody } from '@/api/client';
import type { Part, Side } from '@/api/types';
import { bytes as size } from '@/lib/format';
import { formFields, multipartParts } from '@/lib/form';
import { hexDump } from '@/lib/hex';
import { prettyJson, prettyXml, type Token } from '@/lib/pretty';
import { decodeText } from '@/lib/text';
import { download } from '@/lib/download';
import { Button } from '@/ui/Button';
import styles from './Detail.module.css';
import { Pairs } from './Pairs';
import { useLoaded } from './useLoaded';

/** More lines than anybody reads make a page slow. */
const HEX_LIMIT = 64 * 1024;
const TEXT_LIMIT = 400_000;

interface Props {
  id: string;
  side: Side;
  part: Part;
}

export function BodyView({ id, side, part }: Props) {
  const loaded = useLoaded(`${id}/${side}`, String(part.kept), (signal) => loadBody(id, side, signal));
  if (part.size === 0) return <p className={styles.faint}>No body.</p>;
  if (loaded.state === 'failed') return <p className={styles.faint}>{loaded.reason}</p>;
  if (loaded.state === 'loading') return <p className={styles.faint}>Loading …</p>;
  return <Body key={`${id}/${side}`} name={`${id}-${side}`} part={part} bytes={loaded.value} />;
}

type View = 'pretty' | 'text' | 'hex';

interface BodyProps {
  name: string;
  part: Part;
  bytes: Uint8Array<ArrayBuffer>;
}

function Body({ name, part, bytes }: BodyProps) {
  const text = useMemo(() => decodeText(bytes), [bytes]);
  const pretty = format(part, text);
  const [chosen, setChosen] = useState<View>();
  const view = chosen ?? (pretty ? 'pretty' : text === undefined ? 'hex' : 'text');
  const views: View[] = [
    ...(pretty ? ['pretty' as const] : []),
    ...(text === undefined ? [] : ['text' as const]),
    'hex',
  ];
  return (
    <>
      <div className={styles.bodyBar}>
        <div role="group" aria-label="Show the body as" className={styles.choice}>
          {views.map((one) => (
            <Button key={one} aria-pressed={one === view} onClick={() => setChosen(one)}>
              {one === 'pretty' ? pretty : one === 'text' ? 'Text' : 'Hex'}
            </Button>
          ))}
        </div>
        <span className={styles.faint}>{note(part, bytes.length)}</span>
        <Button look="quiet" icon={<Download />} onClick={() => download(name, bytes)}>
          Save
        </Button>
      </div>
      {view === 'pretty' && <Pretty format={pretty ?? ''} part={part} bytes={bytes} text={text ?? ''} />}
      {view === 'text' && <Code>{(text ?? '').slice(0, TEXT_LIMIT)}</Code>}
      {view === 'hex' && <Code>{hexDump(bytes, HEX_LIMIT)}</Code>}
      {view === 'hex' && bytes.length > HEX_LIMIT && (
        <p className={styles.faint}>The first {size(HEX_LIMIT)} are shown; save the body to see the rest.</p>
      )}
    </>
  );
}

function note(part: Part, shown: number): string {
  const whole = part.kept < part.size ? `first ${size(part.kept)} of ${size(part.size)}` : size(part.size);
  if (part.encoding === '') return whole;
  return part.decoded
    ? `${whole} as ${part.encoding}, ${size(shown)} decoded`
    : `${whole}, encoded as ${part.encoding}`;
}

function format(part: Part, text: string | undefined): string | undefined {
  const type = part.type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('image/') && part.decoded) return 'Image';
  if (type.startsWith('multipart/')) return 'Parts';
  if (text === undefined) return undefined;
  if (type.includes('json') || (type === '' && /^\s*[{[]/.test(text))) return 'JSON';
  if (type.includes('xml') || type === 'text/html') return type === 'text/html' ? 'HTML' : 'XML';
  return type.endsWith('form-urlencoded') ? 'Form' : undefined;
}

function Pretty({
  format: name,
  part,
  bytes,
  text,
}: {
  format: string;
  part: Part;
  bytes: Uint8Array<ArrayBuffer>;
  text: string;
}) {
  const short = text.slice(0, TEXT_LIMIT);
  switch (name) {
    case 'Image':
      return <Image type={part.type} bytes={bytes} />;
    case 'Parts':
      return <Parts type={part.type} bytes={bytes} />;
    case 'JSON':
      return <Tokens tokens={prettyJson(short)} />;
    case 'Form':
      return <Pairs label="Form fields" pairs={formFields(text)} />;
    default:
      return <Tokens tokens={prettyXml(short)} />;
  }
}

function Code({ children }: { children: string }) {
  return (
    // A region that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.code} tabIndex={0}>
      {children}
    </pre>
  );
}

function Tokens({ tokens }: { tokens: Token[] }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.code} tabIndex={0}>
      {tokens.map((token, i) =>
        token.kind === 'plain' ? (
          token.text
        ) : (
          <span key={i} className={styles[token.kind]}>
            {token.text}
          </span>
        ),
      )}
    </pre>
  );
}

/** In an image element nothing that an SVG says is run. */
function Image({ type, bytes }: { type: string; bytes: Uint8Array<ArrayBuffer> }) {
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: type.split(';')[0] ?? '' }));
    // The URL has to be given back when the image goes: it cannot be made while drawing.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [type, bytes]);
  return url === '' ? null : <img className={styles.image} src={url} alt="The body" />;
}

function Parts({ type, bytes }: { type: string; bytes: Uint8Array<ArrayBuffer> }) {
  return (
    <ol className={styles.parts}>
      {multipartParts(type, bytes).map((part, i) => (
        <li key={i}>
          <h4>
            {part.name} {part.fileName !== '' && <code>{part.fileName}</code>}{' '}
            <span className={styles.faint}>
              {part.type} {size(part.bytes.length)}
            </span>
          </h4>
          {part.type.startsWith('image/') ? (
            <Image type={part.type} bytes={part.bytes} />
          ) : (
            <Code>{decodeText(part.bytes)?.slice(0, 20_000) ?? hexDump(part.bytes, 1024)}</Code>
          )}
        </li>
      ))}
    </ol>
  );
}

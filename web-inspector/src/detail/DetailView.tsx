import { Copy, GitCompare, Pencil, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { loadBody, loadDetail } from '@/api/client';
import type { Detail, Entry, Part, Side } from '@/api/types';
import { curl } from '@/lib/curl';
import { bytes, duration, timeWithMillis } from '@/lib/format';
import { title } from '@/list/EntryList';
import { Button } from '@/ui/Button';
import { Status } from '@/ui/Status';
import { Tabs, type Tab } from '@/ui/Tabs';
import { BodyView } from './BodyView';
import styles from './Detail.module.css';
import { Messages } from './Messages';
import { Pairs } from './Pairs';
import { Timing } from './Timing';
import { useLoaded } from './useLoaded';

export interface Actions {
  replay: (id: string) => void;
  edit: (detail: Detail) => void;
  compare: (id: string) => void;
  copy: (text: string, what: string) => void;
}

interface Props {
  entry: Entry;
  actions: Actions;
}

/** All about one entry. It is loaded again whenever the list hears news of it. */
export function DetailView({ entry, actions }: Props) {
  const version = `${entry.state} ${entry.duration} ${entry.sent} ${entry.received} ${entry.messages}`;
  const loaded = useLoaded(entry.id, version, (signal) => loadDetail(entry.id, signal));
  const { method, target } = title(entry);
  const detail = loaded.state === 'done' ? loaded.value : undefined;
  return (
    <article className={styles.detail} aria-label="Details">
      <div className={styles.head}>
        <div className={styles.line}>
          <h2>
            {method} {target}
          </h2>
          <Status entry={entry} />
        </div>
        <Facts entry={entry} service={detail?.service ?? ''} />
        {entry.note !== '' && <p className={styles.note}>{entry.note}</p>}
        <ActionBar entry={entry} detail={detail} actions={actions} />
      </div>
      {loaded.state === 'failed' && <p className={styles.note}>{loaded.reason}</p>}
      {detail && <Panels key={entry.id} detail={detail} />}
    </article>
  );
}

function Facts({ entry, service }: { entry: Entry; service: string }) {
  return (
    <p className={styles.facts}>
      <span>{timeWithMillis(entry.start)}</span>
      <span>{duration(entry.duration)}</span>
      <span>
        {entry.tunnel} → {service}
      </span>
      <span>{entry.replayOf === '' ? `from ${entry.visitor}` : 'replayed from here'}</span>
      <span>
        {bytes(entry.sent)} in, {bytes(entry.received)} out
      </span>
    </p>
  );
}

function ActionBar({
  entry,
  detail,
  actions,
}: {
  entry: Entry;
  detail: Detail | undefined;
  actions: Actions;
}) {
  if (entry.kind !== 'http') return null;
  const copyCurl = async () => {
    if (!detail) return;
    const body =
      entry.sent > 0 ? await loadBody(entry.id, 'sent').catch(() => new Uint8Array()) : new Uint8Array();
    actions.copy(curl(detail, body), 'curl command');
  };
  const obstacle = detail?.replay ?? '';
  const editable =
    detail?.request !== undefined && (obstacle === '' || detail.request.kept < detail.request.size);
  return (
    <div className={styles.actions}>
      <Button
        icon={<RotateCw />}
        disabled={!detail || obstacle !== ''}
        title={obstacle}
        onClick={() => actions.replay(entry.id)}
      >
        Replay
      </Button>
      <Button
        icon={<Pencil />}
        disabled={!editable}
        title={obstacle}
        onClick={() => detail && actions.edit(detail)}
      >
        Edit and replay
      </Button>
      <Button icon={<Copy />} disabled={!detail?.request} onClick={() => void copyCurl()}>
        Copy as curl
      </Button>
      <Button icon={<GitCompare />} disabled={!detail?.request} onClick={() => actions.compare(entry.id)}>
        Compare
      </Button>
    </div>
  );
}

function Panels({ detail }: { detail: Detail }) {
  const { entry } = detail;
  const http = detail.request?.line !== undefined && detail.request.line !== '';
  const messages = entry.stream === 'websocket' ? 'Frames' : entry.stream === 'events' ? 'Events' : '';
  const tabs: Tab[] = [
    ...(messages === '' ? [] : [{ id: 'messages', label: messages }]),
    { id: 'received', label: http ? 'Response' : 'From the service' },
    { id: 'sent', label: http ? 'Request' : 'From the visitor' },
    { id: 'timing', label: 'Timing' },
  ];
  const [chosen, setChosen] = useState('');
  const selected = tabs.some(({ id }) => id === chosen) ? chosen : (tabs[0]?.id ?? '');
  return (
    <div className={styles.tabs}>
      <Tabs label="Parts of the exchange" tabs={tabs} selected={selected} onSelect={setChosen}>
        {selected === 'messages' && <Messages detail={detail} />}
        {selected === 'sent' && <PartView id={entry.id} side="sent" part={detail.request} />}
        {selected === 'received' && <PartView id={entry.id} side="received" part={detail.response} />}
        {selected === 'timing' && <Timing detail={detail} />}
      </Tabs>
    </div>
  );
}

function PartView({ id, side, part }: { id: string; side: Side; part: Part | undefined }) {
  if (!part) return <p className={styles.faint}>Nothing yet.</p>;
  const query = side === 'sent' ? [...new URLSearchParams(part.line.split(' ')[1]?.split('?')[1] ?? '')] : [];
  return (
    <>
      {part.line !== '' && (
        <section className={styles.section} aria-label="Headers">
          <h3>
            <code>{part.line}</code>
          </h3>
          <Pairs label="Headers" pairs={part.headers} />
        </section>
      )}
      {query.length > 0 && (
        <section className={styles.section} aria-label="Query">
          <h3>Query</h3>
          <Pairs label="Query" pairs={query.map(([name, value]) => ({ name, value }))} />
        </section>
      )}
      <section className={styles.section} aria-label="Body">
        <h3>{part.line === '' ? 'Bytes' : 'Body'}</h3>
        <BodyView id={id} side={side} part={part} />
      </section>
    </>
  );
}

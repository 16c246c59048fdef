import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { clear, pause, replay } from '@/api/client';
import { useFeed } from '@/api/feed';
import type { Detail, Entry } from '@/api/types';
import { CompareView } from '@/compare/CompareView';
import { DetailView, type Actions } from '@/detail/DetailView';
import { EditDialog } from '@/detail/EditDialog';
import { everything, matches, type Filter } from '@/lib/filter';
import { EntryList } from '@/list/EntryList';
import { Filters } from '@/list/Filters';
import { Button } from '@/ui/Button';
import styles from './App.module.css';
import { exportHar } from './export';
import { Nothing } from './Nothing';
import { TopBar } from './TopBar';
import { useShortcuts } from './useShortcuts';
import { useToast } from './useToast';

export function App() {
  const feed = useFeed();
  const [filter, setFilter] = useState<Filter>(everything);
  const [selected, setSelected] = useState('');
  const [base, setBase] = useState(''); // the entry to compare with
  const [edited, setEdited] = useState<Detail>();
  const [toast, show] = useToast();
  const search = useRef<HTMLInputElement>(null);
  const shown = useShown(feed.entries, useDeferredValue(filter));
  const entry = feed.entries.find(({ id }) => id === selected);
  const other = base === '' || base === selected ? undefined : feed.entries.find(({ id }) => id === base);

  const attempt = useCallback(
    (action: () => Promise<unknown>) => {
      action().catch((error: unknown) => show(error instanceof Error ? error.message : String(error)));
    },
    [show],
  );
  const actions: Actions = {
    replay: (id) => attempt(async () => setSelected(await replay(id))),
    edit: setEdited,
    compare: setBase,
    copy: (text, what) =>
      attempt(() => navigator.clipboard.writeText(text).then(() => show(`Copied the ${what}.`))),
  };
  const tools = {
    pause: () => attempt(() => pause(!feed.paused)),
    clear: () => attempt(clear),
    exportHar: () => attempt(() => exportHar(shown)),
  };
  useShortcuts({
    '/': () => search.current?.focus(),
    r: () => entry?.method && actions.replay(entry.id),
    p: tools.pause,
    j: () => setSelected(neighbour(shown, selected, 1)),
    k: () => setSelected(neighbour(shown, selected, -1)),
    Escape: () => setBase(''),
  });

  return (
    <div className={styles.page}>
      <TopBar feed={feed} shown={shown.length} {...tools} />
      <Banner
        connected={feed.connected}
        paused={feed.paused}
        comparing={base !== '' && !other ? feed.entries.find(({ id }) => id === base) : undefined}
        onCancel={() => setBase('')}
      />
      <main className={styles.panes}>
        <div className={styles.left}>
          <Filters filter={filter} onChange={setFilter} entries={feed.entries} search={search} />
          <EntryList
            entries={shown}
            selected={selected}
            onSelect={setSelected}
            empty={<Empty any={feed.entries.length > 0} onReset={() => setFilter(everything)} />}
          />
        </div>
        <div className={styles.right}>
          {entry && other && <CompareView left={other} right={entry} onClose={() => setBase('')} />}
          {entry && !other && <DetailView entry={entry} actions={actions} />}
          {!entry && <Nothing />}
        </div>
      </main>
      {edited && (
        <EditDialog
          detail={edited}
          onClose={() => setEdited(undefined)}
          onReplayed={(id) => {
            setEdited(undefined);
            setSelected(id);
          }}
        />
      )}
      <div role="status">{toast !== '' && <p className={styles.toast}>{toast}</p>}</div>
    </div>
  );
}

function useShown(entries: readonly Entry[], filter: Filter): Entry[] {
  return useMemo(() => {
    // The clock counts as far as the newest entry has come: drawing twice must give the same.
    const now = Math.max(0, ...entries.slice(0, 1).map(({ start }) => Date.parse(start)));
    return entries.filter((entry) => matches(entry, filter, now));
  }, [entries, filter]);
}

function neighbour(entries: readonly Entry[], selected: string, step: number): string {
  const at = entries.findIndex(({ id }) => id === selected);
  const next = entries[at < 0 ? 0 : Math.min(Math.max(at + step, 0), entries.length - 1)];
  if (next) document.querySelector(`[data-entry="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  return next?.id ?? '';
}

interface BannerProps {
  connected: boolean;
  paused: boolean;
  comparing: Entry | undefined;
  onCancel: () => void;
}

function Banner({ connected, paused, comparing, onCancel }: BannerProps) {
  if (comparing) {
    return (
      <div className={styles.banner} role="status">
        Choose another request to compare with {comparing.method} {comparing.target}.
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    );
  }
  if (!connected) {
    return (
      <div className={styles.banner} role="status">
        No connection to the agent. Trying again …
      </div>
    );
  }
  return paused ? (
    <div className={styles.banner} role="status">
      Paused: new requests pass, but are not recorded.
    </div>
  ) : null;
}

function Empty({ any, onReset }: { any: boolean; onReset: () => void }) {
  return any ? (
    <>
      <strong>Nothing matches.</strong>
      <Button onClick={onReset}>Show everything</Button>
    </>
  ) : (
    <>
      <strong>No requests yet.</strong>
      What comes through the tunnels appears here.
    </>
  );
}

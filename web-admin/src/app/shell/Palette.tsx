import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { Fragment, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { meQuery } from '@/api/account';
import { tunnelsQuery } from '@/features/tunnels/queries';
import { t } from '@/lib/i18n';
import { commands, type Entry, matching } from './commands';
import { standingOf } from './pages';
import styles from './Palette.module.css';

/** Everything one can go to or do, found by typing a part of it. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const me = useQuery(meQuery).data;
  const tunnels = useQuery(tunnelsQuery('live')).data;
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const entries = useMemo(
    () =>
      matching(
        commands({ standing: standingOf(me), tunnels: tunnels ?? [], go: (to) => void navigate(to) }),
        query,
      ),
    [me, tunnels, navigate, query],
  );
  const current = Math.min(active, entries.length - 1);
  const optionId = (index: number) => `${list}-${index}`;
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: entries.length - 1 }[
      event.key
    ];
    if (event.key === 'Enter') choose(entries[current]);
    else if (next !== undefined && entries.length > 0) setActive((next + entries.length) % entries.length);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    document.getElementById(`${list}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, current]);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} initialFocus={input}>
          <Dialog.Title className="visually-hidden">{t('palette.title')}</Dialog.Title>
          <input
            ref={input}
            className={styles.input}
            role="combobox"
            aria-label={t('palette.search')}
            aria-expanded="true"
            aria-controls={list}
            aria-activedescendant={entries.length > 0 ? optionId(current) : undefined}
            aria-autocomplete="list"
            placeholder={t('palette.search')}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div id={list} role="listbox" aria-label={t('palette.title')} className={styles.list}>
            {entries.map((entry, index) => (
              <Fragment key={entry.id}>
                {entry.group !== entries[index - 1]?.group && (
                  <div className={styles.group} role="presentation">
                    {entry.group}
                  </div>
                )}
                {/* The input keeps the focus and hears the keys. */}
                {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events */}
                <div
                  id={optionId(index)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === current}
                  className={styles.option}
                  onClick={() => choose(entry)}
                  onPointerMove={() => setActive(index)}
                >
                  <entry.Icon aria-hidden="true" />
                  <span>{entry.text}</span>
                  {entry.context && <small>{entry.context}</small>}
                </div>
              </Fragment>
            ))}
          </div>
          <p className={entries.length > 0 ? 'visually-hidden' : styles.nothing} role="status">
            {entries.length === 0 && t('palette.nothing', { query })}
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

import { Download, Pause, Play, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { loadTunnels } from '@/api/client';
import type { FeedState } from '@/api/feed';
import type { Tunnel } from '@/api/types';
import { setTheme, themes, useTheme } from '@/lib/theme';
import { Button } from '@/ui/Button';
import styles from './App.module.css';

const EVERY_MILLIS = 5000;

interface Props {
  feed: FeedState;
  shown: number;
  pause: () => void;
  clear: () => void;
  exportHar: () => void;
}

export function TopBar({ feed, shown, pause, clear, exportHar }: Props) {
  const tunnels = useTunnels();
  const theme = useTheme();
  return (
    <header className={styles.top}>
      <h1 className={styles.logo}>
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="#4f46e5" />
          <g fill="none" strokeWidth="3" strokeLinecap="round">
            <path d="M7 24v-7a9 9 0 0 1 18 0v7" stroke="#fff" />
            <path d="M12.5 24v-6.5a3.5 3.5 0 0 1 7 0V24" stroke="#c7d2fe" />
          </g>
        </svg>
        Inspector
      </h1>
      <ul className={styles.tunnels} aria-label="Tunnels">
        {tunnels.map((tunnel) => (
          <li key={tunnel.name}>
            {tunnel.public_url.startsWith('http') ? (
              <a href={tunnel.public_url} target="_blank" rel="noreferrer">
                {tunnel.public_url}
              </a>
            ) : (
              tunnel.public_url
            )}{' '}
            <span>→ {tunnel.config.addr}</span>
          </li>
        ))}
      </ul>
      <div className={styles.tools}>
        <Button icon={feed.paused ? <Play /> : <Pause />} aria-pressed={feed.paused} onClick={pause}>
          {feed.paused ? 'Go on' : 'Pause'}
        </Button>
        <Button icon={<Download />} disabled={shown === 0} onClick={exportHar}>
          Export HAR
        </Button>
        <Button icon={<Trash2 />} disabled={feed.entries.length === 0} onClick={clear}>
          Clear
        </Button>
        <select
          className={styles.theme}
          aria-label="Theme"
          value={theme}
          onChange={(event) => setTheme(themes.find((one) => one === event.target.value) ?? 'system')}
        >
          <option value="system">System</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </div>
    </header>
  );
}

/** Tunnels come and go seldom: asking now and then is enough. */
function useTunnels(): Tunnel[] {
  const [tunnels, setTunnels] = useState<Tunnel[]>([]);
  useEffect(() => {
    const load = () => {
      loadTunnels()
        .then(setTunnels)
        .catch(() => {}); // the banner says that there is no connection
    };
    load();
    const timer = setInterval(load, EVERY_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return tunnels;
}

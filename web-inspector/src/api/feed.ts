import { useSyncExternalStore } from 'react';
import type { Entry, Feed } from './types';

/** As many as the agent keeps. */
const LIMIT = 1000;

export interface FeedState {
  connected: boolean;
  paused: boolean;
  /** Newest first. */
  entries: readonly Entry[];
}

/** What the agent records, live. A tab in the background gives its connection back: browsers have few for each host. */
export class LiveFeed {
  #state: FeedState = { connected: false, paused: false, entries: [] };
  #source: EventSource | undefined;
  readonly #listeners = new Set<() => void>();

  start(): void {
    document.addEventListener('visibilitychange', () => this.#follow());
    this.#follow();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): FeedState => this.#state;

  #follow(): void {
    if (document.visibilityState === 'hidden') {
      this.#source?.close();
      this.#source = undefined;
    } else if (!this.#source || this.#source.readyState === EventSource.CLOSED) {
      this.#open();
    }
  }

  #open(): void {
    const source = new EventSource('/api/inspector/live');
    this.#source = source;
    source.addEventListener('all', (event: MessageEvent<string>) => {
      const feed = JSON.parse(event.data) as Feed;
      this.#set({ connected: true, ...feed });
    });
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      const feed = JSON.parse(event.data) as Feed;
      this.#set({ connected: true, paused: feed.paused, entries: merge(this.#state.entries, feed.entries) });
    });
    source.onerror = () => {
      this.#set({ ...this.#state, connected: false });
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.#follow(), 2000);
    };
  }

  #set(state: FeedState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener());
  }
}

/** Changed entries in their places, new ones in front: identifiers grow. */
export function merge(old: readonly Entry[], changed: readonly Entry[]): Entry[] {
  const byId = new Map(changed.map((entry) => [entry.id, entry]));
  const kept = old.map((entry) => {
    const news = byId.get(entry.id);
    byId.delete(entry.id);
    return news ?? entry;
  });
  const added = [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  return [...added, ...kept].slice(0, LIMIT);
}

export const feed = new LiveFeed();

export function useFeed(): FeedState {
  return useSyncExternalStore(feed.subscribe, feed.state);
}

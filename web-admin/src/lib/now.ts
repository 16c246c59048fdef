import { useSyncExternalStore } from 'react';

const tick = 15_000;
const listeners = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    now = new Date();
    timer = setInterval(advance, tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function advance(): void {
  now = new Date();
  listeners.forEach((notify) => notify());
}

/** The present, refreshed every 15 seconds for all who show it, by one timer. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}

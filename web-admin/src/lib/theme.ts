import { useSyncExternalStore } from 'react';
import { storage } from './storage';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'tunnel.theme'; // public/theme.js reads it before the first paint
const listeners = new Set<() => void>();

export function isTheme(value: unknown): value is Theme {
  return themes.includes(value as Theme);
}

function stored(): Theme {
  const value = storage.read(key);
  return isTheme(value) ? value : 'system';
}

function apply(): void {
  const theme = stored();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  listeners.forEach((listener) => listener());
}

export function setTheme(theme: Theme): void {
  if (theme === 'system') storage.remove(key);
  else storage.write(key, theme);
  apply();
}

addEventListener('storage', (event) => {
  if (event.key === key) apply();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, stored);
}

const dark = matchMedia('(prefers-color-scheme: dark)');

function subscribeScheme(listener: () => void): () => void {
  const stop = subscribe(listener);
  dark.addEventListener('change', listener);
  return () => {
    stop();
    dark.removeEventListener('change', listener);
  };
}

/** The colours that are shown: the chosen ones, else the system's. For what style sheets do not reach. */
export function useColorScheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribeScheme, () => {
    const theme = stored();
    return theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  });
}

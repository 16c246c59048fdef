import { storage } from '@/lib/storage';
import { forgetAccount } from './chosen-account';
import type { Tokens } from './types';

/** A login of this browser, shared by its tabs. Why it lives in Web Storage: docs/decisions, "web login". */
export interface Login {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token ends, in milliseconds since the epoch of this browser's clock. */
  readonly expiresAt: number;
}

const key = 'tunnel.login';
const listeners = new Set<() => void>();

export function currentLogin(): Login | null {
  const stored = storage.read(key);
  if (!stored) return null;
  try {
    const value: unknown = JSON.parse(stored);
    return isLogin(value) ? value : null;
  } catch {
    return null;
  }
}

export type LoginState = 'in' | 'out' | 'ended';

let ended = false;

/** Whether somebody is logged in; `ended` where a login was there and the server ended it. */
export function loginState(): LoginState {
  if (currentLogin()) return 'in';
  return ended ? 'ended' : 'out';
}

export function keepLogin(tokens: Tokens): Login {
  const login = {
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken,
    expiresAt: Date.now() + tokens.expiresIn * 1000,
  };
  storage.write(key, JSON.stringify(login));
  ended = false;
  notify();
  return login;
}

export function forgetLogin(by: 'person' | 'server'): void {
  storage.remove(key);
  forgetAccount();
  ended = by === 'server';
  notify();
}

/** Tells of log-in and log-out, in this tab and in others. */
export function onLoginChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function notify(): void {
  listeners.forEach((listener) => listener());
}

addEventListener('storage', (event) => {
  if (event.key === key || event.key === null) notify();
});

function isLogin(value: unknown): value is Login {
  if (typeof value !== 'object' || value === null) return false;
  const { accessToken, refreshToken, expiresAt } = value as Record<string, unknown>;
  return typeof accessToken === 'string' && typeof refreshToken === 'string' && typeof expiresAt === 'number';
}

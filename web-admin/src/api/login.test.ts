import { expect, it, vi } from 'vitest';
import { currentLogin, keepLogin, loginState, onLoginChange } from './login';

const tokens = { accessToken: 'a', refreshToken: 'r', expiresIn: 900 };

it('keeps a login for all tabs', () => {
  keepLogin(tokens);
  expect(currentLogin()).toMatchObject({ accessToken: 'a', refreshToken: 'r' });
  expect(loginState()).toBe('in');
});

it.each(['{', '{}', 'null', '{"accessToken":1}'])('takes %s in the storage for no login', (stored) => {
  localStorage.setItem('tunnel.login', stored);
  expect(currentLogin()).toBeNull();
});

it('tells of a log-out in another tab', () => {
  keepLogin(tokens);
  const listener = vi.fn();
  const stop = onLoginChange(listener);
  localStorage.removeItem('tunnel.login');
  dispatchEvent(new StorageEvent('storage', { key: 'tunnel.login' }));
  dispatchEvent(new StorageEvent('storage', { key: 'something else' }));
  stop();
  expect(listener).toHaveBeenCalledOnce();
  expect(loginState()).toBe('out');
});

import { chosenAccount } from './chosen-account';
import { errorOf, UnreachableError } from './errors';
import { exclusively } from './lock';
import { currentLogin, forgetLogin, keepLogin, type Login } from './login';
import type { Tokens } from './types';

/** An access token this close to its end is exchanged before it is used. */
const margin = 30_000;

/** `fetch` with the access token of this browser's login, exchanged when it ends; for calls that need a login. */
export async function authorisedFetch(request: Request): Promise<Response> {
  const login = await usableLogin();
  if (!login) return send(request);
  const again = request.clone();
  const response = await send(withToken(request, login));
  if (response.status !== 401) return response;
  // The server ended the access token before its time: its key changed, or this browser's clock jumped.
  const renewed = await exchange(login.accessToken);
  return renewed ? send(withToken(again, renewed)) : response;
}

/** `fetch` whose failure to reach the server has a type of its own. */
export async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    throw request.signal.aborted ? cause : new UnreachableError(cause);
  }
}

async function usableLogin(): Promise<Login | null> {
  const login = currentLogin();
  if (!login || login.expiresAt - Date.now() > margin) return login;
  return exchange(login.accessToken);
}

/**
 * Exchanges the refresh token, once for all tabs: it is good for one use, and a second use ends the login. Whoever
 * waited for the lock finds another access token than its `stale` one and takes that.
 */
function exchange(stale: string): Promise<Login | null> {
  return exclusively('tunnel.login', async () => {
    const login = currentLogin();
    if (!login || login.accessToken !== stale) return login;
    const response = await send(refreshRequest(login.refreshToken));
    if (response.ok) return keepLogin((await response.json()) as Tokens);
    const error = errorOf(await response.json().catch(() => null), response);
    if (response.status !== 401) throw error;
    forgetLogin('server');
    return null;
  });
}

function refreshRequest(refreshToken: string): Request {
  return new Request(`${location.origin}/api/v1/auth/refresh`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  });
}

function withToken(request: Request, login: Login): Request {
  request.headers.set('Authorization', `Bearer ${login.accessToken}`);
  const account = chosenAccount();
  if (account) request.headers.set('Tunnel-Account', account);
  return request;
}

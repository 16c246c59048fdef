import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { problem, server } from '@/test/server';
import { authorisedFetch } from './authorise';
import { UnreachableError } from './errors';
import { currentLogin, keepLogin, loginState } from './login';

const call = () => authorisedFetch(new Request(`${location.origin}/api/v1/me`));

/** A platform whose refresh tokens are good for one use, and which takes the newest access token only. */
function platform(valid: { access: string; refresh: string }) {
  const refreshed = vi.fn();
  server.use(
    http.get('/api/v1/me', ({ request }) =>
      request.headers.get('Authorization') === `Bearer ${valid.access}`
        ? HttpResponse.json({})
        : problem(401, 'token_expired'),
    ),
    http.post('/api/v1/auth/refresh', async ({ request }) => {
      const { refreshToken } = (await request.json()) as { refreshToken: string };
      refreshed(refreshToken);
      if (refreshToken !== valid.refresh) return problem(401, 'refresh_token_invalid');
      valid.access += "'";
      valid.refresh += "'";
      return HttpResponse.json({ accessToken: valid.access, refreshToken: valid.refresh, expiresIn: 900 });
    }),
  );
  return refreshed;
}

function login(accessToken: string, refreshToken: string, expiresIn: number) {
  keepLogin({ accessToken, refreshToken, expiresIn });
}

describe('authorisedFetch', () => {
  it('sends the access token', async () => {
    const refreshed = platform({ access: 'a', refresh: 'r' });
    login('a', 'r', 900);
    expect((await call()).status).toBe(200);
    expect(refreshed).not.toHaveBeenCalled();
  });

  it('exchanges an ending access token once for all calls that wait', async () => {
    const refreshed = platform({ access: 'a', refresh: 'r' });
    login('a', 'r', 10);
    const answers = await Promise.all([call(), call(), call()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(refreshed.mock.calls).toEqual([['r']]);
    expect(currentLogin()).toMatchObject({ accessToken: "a'", refreshToken: "r'" });
  });

  it('repeats a call whose access token the server no longer takes, body and all', async () => {
    const refreshed = platform({ access: 'new', refresh: 'r' });
    const bodies: unknown[] = [];
    server.use(
      http.post('/api/v1/authtokens', async ({ request }) => {
        bodies.push(await request.json());
        const fresh = request.headers.get('Authorization') === "Bearer new'";
        return fresh ? HttpResponse.json({}, { status: 201 }) : problem(401, 'token_expired');
      }),
    );
    login('old', 'r', 900);
    const init = { method: 'POST', body: JSON.stringify({ name: 'laptop' }) };
    const response = await authorisedFetch(new Request(`${location.origin}/api/v1/authtokens`, init));
    expect(response.status).toBe(201);
    expect(bodies).toEqual([{ name: 'laptop' }, { name: 'laptop' }]);
    expect(refreshed).toHaveBeenCalledOnce();
  });

  it('takes the tokens that another tab has got meanwhile', async () => {
    const refreshed = platform({ access: 'theirs', refresh: 'r2' });
    login('mine', 'r1', 10);
    const waiting = call();
    login('theirs', 'r2', 900);
    expect((await waiting).status).toBe(200);
    expect(refreshed).not.toHaveBeenCalled();
  });

  it('ends the login when the server has ended it', async () => {
    platform({ access: 'a', refresh: 'r' });
    login('old', 'used', 900);
    expect((await call()).status).toBe(401);
    expect(loginState()).toBe('ended');
  });

  it('keeps the login while the server does not answer', async () => {
    server.use(http.post('/api/v1/auth/refresh', () => HttpResponse.error()));
    login('a', 'r', 10);
    await expect(call()).rejects.toBeInstanceOf(UnreachableError);
    server.use(http.post('/api/v1/auth/refresh', () => new HttpResponse('Bad Gateway', { status: 502 })));
    await expect(call()).rejects.toBeInstanceOf(UnreachableError);
    expect(loginState()).toBe('in');
  });
});

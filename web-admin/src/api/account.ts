import { queryOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api, body, done, publicApi } from './client';
import { currentLogin, forgetLogin, keepLogin, loginState, onLoginChange, type LoginState } from './login';
import { allPages } from './pages';

interface Credentials {
  email: string;
  password: string;
}

export const serverQuery = queryOptions({
  queryKey: ['server'],
  queryFn: ({ signal }) => body(publicApi.GET('/api/v1/server', { signal })),
});

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/me', { signal })),
  staleTime: 60_000,
});

/** The accounts that the person belongs to. */
export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) =>
    allPages((query) => body(api.GET('/api/v1/accounts', { params: { query }, signal }))),
  staleTime: 60_000,
});

export async function logIn(credentials: Credentials): Promise<void> {
  keepLogin(await body(publicApi.POST('/api/v1/auth/login', { body: credentials })));
}

/** The email that signed up here while its login failed: trying again is logging in. */
let signedUp: string | null = null;

/** Signs up, with the secret of an invitation where sign-up needs one, and logs in. */
export async function signUp(credentials: Credentials, invitation?: string): Promise<void> {
  if (signedUp !== credentials.email) {
    await done(
      publicApi.POST('/api/v1/auth/signup', { body: { ...credentials, ...(invitation && { invitation }) } }),
    );
    signedUp = credentials.email;
  }
  await logIn(credentials);
  signedUp = null;
}

/** Forgets the login here at once, and asks the server to end it. */
export async function logOut(): Promise<void> {
  const login = currentLogin();
  forgetLogin('person');
  if (!login) return;
  await done(publicApi.POST('/api/v1/auth/logout', { body: { refreshToken: login.refreshToken } }));
}

/** Whether somebody is logged in, also when that changes in another tab. */
export function useLoginState(): LoginState {
  return useSyncExternalStore(onLoginChange, loginState);
}

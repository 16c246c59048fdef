import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { meQuery } from '@/api/account';
import { api, body, done } from '@/api/client';
import { allPages } from '@/api/pages';

export const loginsQuery = queryOptions({
  queryKey: ['logins'],
  queryFn: ({ signal }) =>
    allPages((query) => body(api.GET('/api/v1/me/logins', { params: { query }, signal }))),
});

export function useRename() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (displayName: string) => body(api.PATCH('/api/v1/me', { body: { displayName } })),
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
  });
}

export function useSendVerification() {
  return useMutation({ mutationFn: () => done(api.POST('/api/v1/me/verify-email')) });
}

export function useChangeEmail() {
  return useMutation({
    mutationFn: (change: { email: string; password: string }) =>
      done(api.POST('/api/v1/me/email', { body: change })),
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (passwords: { oldPassword: string; newPassword: string }) =>
      done(api.POST('/api/v1/me/password', { body: passwords })),
    onSuccess: () => client.invalidateQueries(loginsQuery),
  });
}

export function useEndLogin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/me/logins/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(loginsQuery),
  });
}

export function useEndOtherLogins() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => done(api.DELETE('/api/v1/me/logins')),
    onSuccess: () => client.invalidateQueries(loginsQuery),
  });
}

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, done } from '@/api/client';
import { allPages } from '@/api/pages';
import type { NewAuthtoken } from '@/api/types';

export const authtokensQuery = queryOptions({
  queryKey: ['authtokens'],
  queryFn: ({ signal }) =>
    allPages((query) => body(api.GET('/api/v1/authtokens', { params: { query }, signal }))),
});

export function useCreateAuthtoken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (authtoken: NewAuthtoken) => body(api.POST('/api/v1/authtokens', { body: authtoken })),
    onSuccess: () => client.invalidateQueries(authtokensQuery),
    // The answer holds a secret: it goes with the dialog that shows it.
    gcTime: 0,
  });
}

export function useRevokeAuthtoken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/authtokens/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(authtokensQuery),
  });
}

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, done } from '@/api/client';
import { allPages } from '@/api/pages';
import type { NewApiKey } from '@/api/types';

const path = '/api/v1/api-keys';

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => allPages((query) => body(api.GET(path, { params: { query }, signal }))),
});

export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: NewApiKey) => body(api.POST(path, { body: key })),
    onSuccess: () => client.invalidateQueries(apiKeysQuery),
    // The answer holds a secret: it goes with the dialog that shows it.
    gcTime: 0,
  });
}

export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE(`${path}/{id}`, { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(apiKeysQuery),
  });
}

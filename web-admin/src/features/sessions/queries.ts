import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, done } from '@/api/client';
import { allPages } from '@/api/pages';

const interval = 5000;

export type State = 'live' | 'ended';

export function sessionsQuery(state: State) {
  return queryOptions({
    queryKey: ['sessions', state],
    queryFn: ({ signal }) =>
      allPages((page) =>
        body(api.GET('/api/v1/sessions', { params: { query: { ...page, state } }, signal })),
      ),
    refetchInterval: interval,
  });
}

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
}

export function useEndAllSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/sessions')),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
}

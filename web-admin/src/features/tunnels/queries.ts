import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, done } from '@/api/client';
import { allPages } from '@/api/pages';

/** How often the live list is asked for while its page is visible. */
const interval = 2500;

export type State = 'live' | 'ended';

/**
 * The live tunnels, or those that ended. Rows that did not change keep their identity between two answers, so only
 * what moved is drawn again; a failed refresh leaves the last answer in place.
 */
export function tunnelsQuery(state: State) {
  return queryOptions({
    queryKey: ['tunnels', state],
    queryFn: ({ signal }) =>
      allPages((page) => body(api.GET('/api/v1/tunnels', { params: { query: { ...page, state } }, signal }))),
    refetchInterval: state === 'live' ? interval : 4 * interval,
  });
}

/** One tunnel, also when it has ended. */
export function tunnelQuery(id: string) {
  return queryOptions({
    queryKey: ['tunnels', 'one', id],
    queryFn: ({ signal }) => body(api.GET('/api/v1/tunnels/{id}', { params: { path: { id } }, signal })),
    refetchInterval: interval,
  });
}

export function useCloseTunnel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/tunnels/{id}', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.setQueryData(tunnelsQuery('live').queryKey, (tunnels) =>
        tunnels?.filter((tunnel) => tunnel.id !== id),
      );
      return client.invalidateQueries({ queryKey: ['tunnels'] });
    },
  });
}

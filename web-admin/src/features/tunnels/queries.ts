import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, done } from '@/api/client';
import { allPages } from '@/api/pages';

/** How often the live list is asked for while its page is visible. */
const interval = 2500;

/**
 * The live tunnels. Rows that did not change keep their identity between two answers, so only what moved is drawn
 * again; a failed refresh leaves the last answer in place.
 */
export const tunnelsQuery = queryOptions({
  queryKey: ['tunnels'],
  queryFn: ({ signal }) =>
    allPages((query) => body(api.GET('/api/v1/tunnels', { params: { query }, signal }))),
  refetchInterval: interval,
});

export function useCloseTunnel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/tunnels/{id}', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.setQueryData(tunnelsQuery.queryKey, (tunnels) => tunnels?.filter((tunnel) => tunnel.id !== id));
      return client.invalidateQueries(tunnelsQuery);
    },
  });
}

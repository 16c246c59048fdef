import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, done } from '@/api/client';
import { allPages } from '@/api/pages';

const path = '/api/v1/reserved-addresses';

export const addressesQuery = queryOptions({
  queryKey: ['reserved-addresses'],
  queryFn: ({ signal }) => allPages((query) => body(api.GET(path, { params: { query }, signal }))),
});

export function useReserveAddress() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (address: { port?: number; description: string }) => body(api.POST(path, { body: address })),
    onSuccess: () => client.invalidateQueries(addressesQuery),
  });
}

export function useGiveUpAddress() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE(`${path}/{id}`, { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(addressesQuery),
  });
}

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, done } from '@/api/client';
import { allPages } from '@/api/pages';

const path = '/api/v1/reserved-subdomains';
const itemPath = '/api/v1/reserved-subdomains/{id}';

export const reservedSubdomainsQuery = queryOptions({
  queryKey: ['reserved-subdomains'],
  queryFn: ({ signal }) => allPages((query) => body(api.GET(path, { params: { query }, signal }))),
});

export function useReserveSubdomain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (subdomain: { name: string; description: string }) =>
      body(api.POST(path, { body: subdomain })),
    onSuccess: () => client.invalidateQueries(reservedSubdomainsQuery),
  });
}

export function useEditReservedSubdomain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, description }: { id: string; description: string }) =>
      body(api.PATCH(itemPath, { params: { path: { id } }, body: { description } })),
    onSuccess: () => client.invalidateQueries(reservedSubdomainsQuery),
  });
}

export function useDeleteReservedSubdomain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE(itemPath, { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(reservedSubdomainsQuery),
  });
}

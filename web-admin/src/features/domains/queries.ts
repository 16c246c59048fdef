import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, done } from '@/api/client';
import { allPages } from '@/api/pages';
import type { ReservedDomain } from '@/api/types';

const path = '/api/v1/reserved-domains';

export const domainsQuery = queryOptions({
  queryKey: ['reserved-domains'],
  queryFn: ({ signal }) => allPages((query) => body(api.GET(path, { params: { query }, signal }))),
});

export function useAddDomain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (domain: { hostname: string; description: string }) => body(api.POST(path, { body: domain })),
    onSuccess: () => client.invalidateQueries(domainsQuery),
  });
}

/** Lets the server look at the DNS; the answer says whether it found the record. */
export async function checkDomain(id: string): Promise<ReservedDomain> {
  return body(api.POST(`${path}/{id}/verify`, { params: { path: { id } } }));
}

export function useRemoveDomain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE(`${path}/{id}`, { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(domainsQuery),
  });
}

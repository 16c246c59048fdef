import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { meQuery } from '@/api/account';
import { api, body, done } from '@/api/client';
import { allPages } from '@/api/pages';
import type { Role } from '@/lib/roles';

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) =>
    allPages((query) => body(api.GET('/api/v1/account/members', { params: { query }, signal }))),
});

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) =>
    allPages((query) => body(api.GET('/api/v1/account/invitations', { params: { query }, signal }))),
});

export function useSetRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      body(api.PATCH('/api/v1/account/members/{id}', { params: { path: { id } }, body: { role } })),
    onSettled: () => client.invalidateQueries(membersQuery),
  });
}

export function useRemoveMember() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      done(api.DELETE('/api/v1/account/members/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(membersQuery),
  });
}

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (invitation: { email: string; role: Role }) =>
      body(api.POST('/api/v1/account/invitations', { body: invitation })),
    onSuccess: () => client.invalidateQueries(invitationsQuery),
    // The answer holds a secret: it goes with the dialog that shows it.
    gcTime: 0,
  });
}

export function useRevokeInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      done(api.DELETE('/api/v1/account/invitations/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(invitationsQuery),
  });
}

export function useRenameAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => body(api.PATCH('/api/v1/account', { body: { name } })),
    onSuccess: () =>
      Promise.all([client.invalidateQueries(meQuery), client.invalidateQueries({ queryKey: ['accounts'] })]),
  });
}

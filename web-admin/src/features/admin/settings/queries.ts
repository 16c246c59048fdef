import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { serverQuery } from '@/api/account';
import { api, body } from '@/api/client';
import type { SettingsChange } from '@/api/types';

const path = '/api/v1/admin/settings';

export const settingsQuery = queryOptions({
  queryKey: ['admin', 'settings'],
  queryFn: ({ signal }) => body(api.GET(path, { signal })),
});

export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: SettingsChange) => body(api.PATCH(path, { body: change })),
    onSuccess: (settings) => {
      client.setQueryData(settingsQuery.queryKey, settings);
      return client.invalidateQueries(serverQuery);
    },
  });
}

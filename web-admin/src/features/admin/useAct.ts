import { useMutation, useQueryClient } from '@tanstack/react-query';

/** An administrator's act; the lists of what it may have changed are asked for again. */
export function useAct<Input, Output>(act: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin'] }),
    gcTime: 0,
  });
}

import { type QueryKey, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { loading } from './loading';

interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}

interface Options<T> {
  /** Names the list with everything that filters it; another one begins at its first page. */
  key: QueryKey;
  fetch: (page: { limit: number; cursor?: string }, signal: AbortSignal) => Promise<Page<T>>;
  refetchInterval?: number;
}

const limit = 50;

/** A list too long to be fetched as a whole, page by page; the server does the filtering. */
export function usePaged<T>({ key, fetch, refetchInterval }: Options<T>) {
  const name = JSON.stringify(key);
  const [state, setState] = useState<{ name: string; cursors: readonly string[] }>({ name, cursors: [] });
  const cursors = state.name === name ? state.cursors : [];
  const cursor = cursors.at(-1);
  const query = useQuery({
    queryKey: [...key, cursor ?? ''],
    queryFn: ({ signal }) => fetch({ limit, ...(cursor && { cursor }) }, signal),
    placeholderData: (last) => last,
    ...(refetchInterval && { refetchInterval }),
  });
  const next = query.data?.nextCursor;
  const go = (to: readonly string[]) => setState({ name, cursors: to });
  return {
    ...loading({ ...query, data: query.data?.items }),
    number: cursors.length + 1,
    onPrevious: cursors.length > 0 ? () => go(cursors.slice(0, -1)) : null,
    onNext: next ? () => go([...cursors, next]) : null,
  };
}

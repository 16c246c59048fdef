import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors';

const retryDelay = 4000;

/**
 * One client for the page. The browser's opinion on being online is not asked (the server may be this computer), and
 * a failed query asks again by itself until the server answers, showing its error meanwhile.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 5000,
        retry: (failures, error) => failures < 1 && !(error instanceof ApiError),
        retryDelay: 500,
        refetchInterval: (query) => (isPassing(query.state.error) ? retryDelay : false),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Whether asking again later may help. */
export function isPassing(error: unknown): boolean {
  if (error === null) return false;
  return !(error instanceof ApiError) || error.problem.status >= 500;
}

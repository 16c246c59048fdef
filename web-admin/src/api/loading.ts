import { t } from '@/lib/i18n';
import { UnreachableError } from './errors';
import { messageOf } from './messages';

interface Query<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => Promise<unknown>;
}

/** A query in the shape in which the `Loaded` component takes it. */
export function loading<T>(query: Query<T>) {
  const error = query.error;
  const unreachable = error instanceof UnreachableError;
  return {
    data: query.data,
    problem: error && (unreachable ? t('error.unreachable') : messageOf(error)),
    onRetry: () => void query.refetch(),
  };
}

import type { ReactNode } from 'react';
import { t } from '@/lib/i18n';
import { Notice } from './Notice';
import { ErrorState, ListSkeleton } from './States';

/** Something asked of the server: what is known of it, and what went wrong the last time it was asked. */
export interface Loading<T> {
  data: T | undefined;
  problem: string | null;
  onRetry: () => void;
}

interface Props<T> extends Loading<T> {
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Loading, failed, or there; what was there stays visible when asking again fails. */
export function Loaded<T>({ data, problem, onRetry, skeleton = <ListSkeleton />, children }: Props<T>) {
  if (data === undefined) {
    return problem ? <ErrorState message={problem} onRetry={onRetry} /> : skeleton;
  }
  return (
    <>
      {problem && <Notice tone="warning">{t('error.stale')}</Notice>}
      {children(data)}
    </>
  );
}

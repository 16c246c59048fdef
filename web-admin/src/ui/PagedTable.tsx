import type { ReactNode } from 'react';
import { t } from '@/lib/i18n';
import type { Sort } from '@/lib/order';
import { Loaded, type Loading } from './Loaded';
import { Pager } from './Pager';
import { type Column, Table } from './Table';

interface Props<T> extends Loading<T[]> {
  caption: (count: number) => string;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  /** What stands in the place of a table without rows. */
  empty: ReactNode;
  sort: Sort | null;
  onSort: (column: string) => void;
  number: number;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}

/** A table of which the server has more pages. */
export function PagedTable<T>({
  caption,
  columns,
  rowKey,
  empty,
  sort,
  onSort,
  number,
  onPrevious,
  onNext,
  ...list
}: Props<T>) {
  return (
    <Loaded {...list}>
      {(rows) => (
        <>
          {rows.length === 0 ? (
            empty
          ) : (
            <Table
              caption={caption(rows.length)}
              columns={columns}
              rows={rows}
              rowKey={rowKey}
              sort={sort}
              onSort={onSort}
            />
          )}
          {(onPrevious ?? onNext) && (
            <Pager position={t('table.page', { page: number })} onPrevious={onPrevious} onNext={onNext} />
          )}
        </>
      )}
    </Loaded>
  );
}

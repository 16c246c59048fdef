import { type ReactNode, useMemo } from 'react';
import { t } from '@/lib/i18n';
import { nextOrder, sortOf } from '@/lib/order';
import { useParam } from '@/lib/params';
import { page, pageSize, sorted } from '@/lib/rows';
import { Button } from './Button';
import { Pager } from './Pager';
import { SearchField } from './SearchField';
import { type Column, Table } from './Table';
import { Toolbar } from './Toolbar';
import styles from './DataTable.module.css';

interface Props<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** What the filter looks through; without it there is no filter. */
  text?: (row: T) => string;
  filterLabel?: string;
  /** Further tools beside the filter. */
  tools?: ReactNode;
}

/** Below so many rows a filter is in the way. */
const worthFiltering = 8;

/** A table whose rows are all here: filtered, sorted and paged in the browser. The address keeps how. */
export function DataTable<T>({ caption, columns, rows, rowKey, text, filterLabel, tools }: Props<T>) {
  const [query, setQuery] = useParam('q');
  const [order, setOrder] = useParam('sort');
  const [number, setNumber] = useParam('page');
  const sort = sortOf(order);
  const shown = useMemo(() => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = text
      ? rows.filter((row) => words.every((word) => text(row).toLowerCase().includes(word)))
      : rows;
    const by = columns.find(({ id }) => id === sort?.column)?.sort;
    return by ? sorted(matching, by, sort?.descending ?? false) : matching;
  }, [rows, columns, text, query, sort?.column, sort?.descending]);
  const current = page(shown, Number(number) || 1);
  return (
    <div>
      <Toolbar>
        {text && (rows.length >= worthFiltering || query) && (
          <SearchField
            label={filterLabel ?? t('table.filter')}
            value={query}
            onChange={(value) => setQuery(value, { page: '' })}
          />
        )}
        {tools}
      </Toolbar>
      {shown.length === 0 ? (
        <div className={styles.nothing} role="status">
          {t('table.nothing', { query })}
          <Button size="small" onClick={() => setQuery('')}>
            {t('table.clear')}
          </Button>
        </div>
      ) : (
        <Table
          caption={caption}
          columns={columns}
          rows={current.rows}
          rowKey={rowKey}
          sort={sort}
          onSort={(column) => setOrder(nextOrder(sort, column), { page: '' })}
        />
      )}
      {shown.length > pageSize && (
        <Pager
          position={t('table.range', current)}
          onPrevious={current.number > 1 ? () => setNumber(String(current.number - 1)) : null}
          onNext={current.number < current.last ? () => setNumber(String(current.number + 1)) : null}
        />
      )}
    </div>
  );
}

import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { t } from '@/lib/i18n';
import type { Sort } from '@/lib/order';
import { classes } from './classes';
import styles from './Table.module.css';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  align?: 'end';
  /** Names its row for assistive technology, and leads the card that a row becomes on a phone. */
  primary?: boolean;
  /** Holds buttons: its header is for assistive technology only. */
  actions?: boolean;
  /** What its cells are sorted by, where all rows are here. */
  sort?: (row: T) => string | number;
  /** The server can sort by it, and calls it as the column's id. */
  sortable?: boolean;
}

interface Props<T> {
  caption: string;
  /** The same array from one drawing to the next, so that only rows that changed are drawn again. */
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  sort?: Sort | null;
  onSort?: (column: string) => void;
}

/** Rows as a table; on a narrow screen every row becomes a card with the headers as labels. */
export function Table<T>({ caption, columns, rows, rowKey, sort, onSort }: Props<T>) {
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={columnClass(column)}
                aria-sort={
                  sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined
                }
              >
                <Header column={column} sort={sort} onSort={onSort} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={rowKey(row)} columns={columns} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeaderProps<T> {
  column: Column<T>;
  sort: Sort | null | undefined;
  onSort: ((column: string) => void) | undefined;
}

function Header<T>({ column, sort, onSort }: HeaderProps<T>) {
  if (column.actions) return <span className="visually-hidden">{column.header}</span>;
  if (!(column.sort ?? column.sortable) || !onSort) return column.header;
  const Icon = sort?.descending ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      className={styles.sort}
      title={t('table.sortBy', { column: column.header })}
      onClick={() => onSort(column.id)}
    >
      {column.header}
      {sort?.column === column.id && <Icon aria-hidden="true" />}
    </button>
  );
}

interface RowProps<T> {
  columns: readonly Column<T>[];
  row: T;
}

function PlainRow<T>({ columns, row }: RowProps<T>) {
  return (
    <tr>
      {columns.map((column) => (
        <Cell key={column.id} column={column} row={row} />
      ))}
    </tr>
  );
}

const Row = memo(PlainRow) as typeof PlainRow;

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  const props = { className: columnClass(column), 'data-label': column.header };
  const content = column.cell(row);
  return column.primary ? (
    <th scope="row" {...props}>
      {content}
    </th>
  ) : (
    <td {...props}>{content}</td>
  );
}

function columnClass<T>(column: Column<T>): string {
  return classes(
    column.primary && styles.primary,
    column.actions && styles.actions,
    column.align === 'end' && styles.end,
  );
}

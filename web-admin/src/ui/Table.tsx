import { memo, type ReactNode } from 'react';
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
}

interface Props<T> {
  caption: string;
  /** The same array from one drawing to the next, so that only rows that changed are drawn again. */
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
}

/** Rows as a table; on a narrow screen every row becomes a card with the headers as labels. */
export function Table<T>({ caption, columns, rows, rowKey }: Props<T>) {
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={columnClass(column)}>
                {column.actions ? <span className="visually-hidden">{column.header}</span> : column.header}
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

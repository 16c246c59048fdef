import { useParam } from './params';

/** How a table is sorted. */
export interface Sort {
  column: string;
  descending: boolean;
}

/** What `?sort=name` says, or `?sort=-name` for backwards. */
export function sortOf(order: string): Sort | null {
  if (!order) return null;
  const descending = order.startsWith('-');
  return { column: descending ? order.slice(1) : order, descending };
}

/** Up, down, and as it came. */
export function nextOrder(sort: Sort | null, column: string): string {
  if (sort?.column !== column) return column;
  return sort.descending ? '' : `-${column}`;
}

/**
 * The order of a list that the server sorts. The address keeps it; what it says beyond the columns that the server
 * knows is as if it said nothing.
 */
export function useOrder<K extends string>(columns: readonly K[]) {
  const [order, setOrder] = useParam('sort');
  const said = sortOf(order);
  const sort = columns.some((column) => column === said?.column) ? said : null;
  return {
    sort,
    onSort: (column: string) => setOrder(nextOrder(sort, column)),
    query: (sort ? { sort: order as K | `-${K}` } : {}) as { sort?: K | `-${K}` },
  };
}

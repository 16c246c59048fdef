interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}

const pageSize = 200;
const maxPages = 25;

/** Everything a paged list holds, page after page, up to 5,000 items. */
export async function allPages<T>(
  page: (query: { limit: number; cursor?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null | undefined;
  for (let count = 0; count < maxPages; count++) {
    const next = await page(cursor ? { limit: pageSize, cursor } : { limit: pageSize });
    items.push(...next.items);
    cursor = next.nextCursor;
    if (!cursor) break;
  }
  return items;
}

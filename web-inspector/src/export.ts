import { loadBody, loadDetail } from '@/api/client';
import type { Entry, Side } from '@/api/types';
import { download } from '@/lib/download';
import { har, type Captured } from '@/lib/har';

/** Saves the HTTP exchanges of the list, oldest first. */
export async function exportHar(entries: readonly Entry[]): Promise<void> {
  const captured: Captured[] = [];
  for (const entry of entries.filter(({ method }) => method !== '').toReversed()) {
    captured.push(await load(entry));
  }
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  download(`tunnel-${stamp}.har`, har(captured));
}

async function load(entry: Entry): Promise<Captured> {
  const [detail, sent, received] = await Promise.all([
    loadDetail(entry.id),
    body(entry, 'sent'),
    body(entry, 'received'),
  ]);
  return { detail, sent, received };
}

/** A body that is no longer kept leaves a gap, not a failure. */
async function body(entry: Entry, side: Side): Promise<Uint8Array> {
  if (entry[side] === 0) return new Uint8Array();
  return loadBody(entry.id, side).catch(() => new Uint8Array());
}

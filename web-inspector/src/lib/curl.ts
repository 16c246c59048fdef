import type { Detail } from '@/api/types';
import { decodeText } from './text';

/** What curl makes by itself. */
const own = new Set(['content-length', 'connection', 'host', 'transfer-encoding', 'expect']);

/** The request as a command for a POSIX shell. Masked headers stay masked. */
export function curl(detail: Detail, body: Uint8Array): string {
  const { entry, request } = detail;
  const parts = ['curl'];
  const host = entry.host === '' ? 'localhost' : entry.host;
  if (entry.method !== (body.length > 0 ? 'POST' : 'GET')) {
    parts.push(entry.method === 'HEAD' ? '--head' : `-X ${quote(entry.method)}`);
  }
  parts.push(quote(`${entry.tls ? 'https' : 'http'}://${host}${entry.target}`));
  for (const { name, value } of request?.headers ?? []) {
    if (!own.has(name.toLowerCase()))
      parts.push(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body.length > 0) parts.push(data(body));
  return parts.join(' \\\n  ');
}

function data(body: Uint8Array): string {
  const text = decodeText(body);
  if (text !== undefined) return `--data-raw ${quote(text)}`;
  const bytes = [...body].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  return `--data-binary @<(printf '${bytes}')`;
}

/** In single quotes nothing but a single quote is special. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

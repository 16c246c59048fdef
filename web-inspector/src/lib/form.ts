import { decodeText } from './text';

export interface FormField {
  name: string;
  value: string;
}

export function formFields(text: string): FormField[] {
  return [...new URLSearchParams(text)].map(([name, value]) => ({ name, value }));
}

export interface MultipartPart {
  name: string;
  fileName: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The parts of a multipart body (RFC 2046), as far as it was kept; none where the type names no boundary. */
export function multipartParts(type: string, body: Uint8Array<ArrayBuffer>): MultipartPart[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) return [];
  const mark = new TextEncoder().encode(`--${boundary.trim()}`);
  const parts: MultipartPart[] = [];
  let from = indexOf(body, mark, 0);
  while (from >= 0 && parts.length < 100) {
    const start = from + mark.length;
    if (body[start] === 0x2d && body[start + 1] === 0x2d) break; // the last mark ends with --
    const next = indexOf(body, mark, start);
    const part = onePart(body.slice(start, next < 0 ? body.length : next), next >= 0);
    if (part) parts.push(part);
    from = next;
  }
  return parts;
}

function onePart(bytes: Uint8Array<ArrayBuffer>, complete: boolean): MultipartPart | undefined {
  const blank = indexOf(bytes, new Uint8Array([13, 10, 13, 10]), 0);
  if (blank < 0) return undefined;
  const head = decodeText(bytes.subarray(0, blank)) ?? '';
  const disposition = /content-disposition:(.*)/i.exec(head)?.[1] ?? '';
  return {
    name: /[; ]name="([^"]*)"/.exec(disposition)?.[1] ?? '',
    fileName: /filename="([^"]*)"/.exec(disposition)?.[1] ?? '',
    type: /content-type:\s*(.*)/i.exec(head)?.[1]?.trim() ?? '',
    bytes: bytes.slice(blank + 4, complete ? bytes.length - 2 : bytes.length),
  };
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0;
  for (let i = bytes.indexOf(first, from); i >= 0; i = bytes.indexOf(first, i + 1)) {
    let same = 1;
    while (same < wanted.length && bytes[i + same] === wanted[same]) same++;
    if (same === wanted.length) return i;
  }
  return -1;
}

import type { Detail, Part } from '@/api/types';
import { decodeText, toBase64 } from './text';

export interface Captured {
  detail: Detail;
  sent: Uint8Array;
  received: Uint8Array;
}

/** An HTTP archive 1.2. Masked headers stay masked. */
export function har(captured: readonly Captured[]): string {
  const entries = captured.map(harEntry);
  const creator = { name: 'tunnel', version: '0.1' };
  return JSON.stringify({ log: { version: '1.2', creator, entries } }, null, 2);
}

function harEntry({ detail, sent, received }: Captured) {
  const { entry, request, response, times } = detail;
  const millis = (from: number, to: number) => (from < 0 || to < 0 ? 0 : Math.max(to - from, 0) / 1000);
  const url = `${entry.tls ? 'https' : 'http'}://${entry.host}${entry.target}`;
  return {
    startedDateTime: entry.start,
    time: entry.duration / 1000,
    request: {
      method: entry.method,
      url,
      httpVersion: request?.line.split(' ').pop() ?? 'HTTP/1.1',
      cookies: [],
      headers: headers(request),
      queryString: [...new URLSearchParams(entry.target.split('?')[1] ?? '')].map(([name, value]) => ({
        name,
        value,
      })),
      ...(sent.length > 0 ? { postData: { mimeType: request?.type ?? '', ...text(sent) } } : {}),
      headersSize: -1,
      bodySize: entry.sent,
    },
    response: {
      status: entry.status,
      statusText: response?.line.split(' ').slice(2).join(' ') ?? '',
      httpVersion: response?.line.split(' ')[0] ?? 'HTTP/1.1',
      cookies: [],
      headers: headers(response),
      content: { size: received.length, mimeType: response?.type ?? '', ...text(received) },
      redirectURL: '',
      headersSize: -1,
      bodySize: entry.received,
    },
    cache: {},
    timings: {
      connect: times.connect / 1000,
      send: millis(0, times.requestEnd),
      wait: millis(times.requestEnd, times.responseStart),
      receive: millis(times.responseStart, times.responseEnd),
    },
    comment: entry.note,
  };
}

function headers(part: Part | undefined) {
  return (part?.headers ?? []).map(({ name, value }) => ({ name, value }));
}

function text(bytes: Uint8Array): { text: string; encoding?: string } {
  const decoded = decodeText(bytes);
  return decoded === undefined ? { text: toBase64(bytes), encoding: 'base64' } : { text: decoded };
}

import type { Detail, Entry } from '@/api/types';

export function entry(change: Partial<Entry> = {}): Entry {
  return {
    id: '1',
    kind: 'http',
    tunnel: 'web',
    visitor: '192.0.2.1:5',
    tls: true,
    start: '2026-11-23T12:00:00Z',
    state: 'done',
    stream: 'none',
    replayOf: '',
    method: 'GET',
    target: '/a?b=c',
    host: 'shop.example.com',
    status: 200,
    duration: 12_345,
    sent: 0,
    received: 5,
    type: 'application/json',
    messages: 0,
    note: '',
    ...change,
  };
}

export function detail(change: Partial<Detail> = {}): Detail {
  const part = { type: '', size: 0, kept: 0, encoding: '', decoded: true };
  return {
    entry: entry(),
    service: 'localhost:8080',
    times: { connect: 100, requestEnd: 200, responseStart: 9000, responseEnd: 12_345 },
    interim: 0,
    request: {
      ...part,
      line: 'GET /a?b=c HTTP/1.1',
      headers: [
        { name: 'Host', value: 'shop.example.com', masked: false },
        { name: 'Cookie', value: '••••••', masked: true },
      ],
    },
    response: { ...part, line: 'HTTP/1.1 200 OK', type: 'application/json', size: 5, kept: 5, headers: [] },
    messages: [],
    replay: '',
    ...change,
  };
}

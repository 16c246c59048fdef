import { describe, expect, it } from 'vitest';
import { merge } from '@/api/feed';
import { detail, entry } from '@/test/entries';
import { curl } from './curl';
import { diff } from './diff';
import { everything, matches } from './filter';
import { formFields, multipartParts } from './form';
import { bytes, duration } from './format';
import { har } from './har';
import { hexDump } from './hex';
import { prettyJson, prettyXml } from './pretty';
import { decodeText, fromBase64, toBase64 } from './text';

const utf8 = (text: string) => new TextEncoder().encode(text);
const joined = (tokens: { text: string }[]) => tokens.map(({ text }) => text).join('');

describe('pretty', () => {
  it('breaks JSON into lines and leaves numbers as they were written', () => {
    expect(joined(prettyJson('{"a":[1,2.50,12345678901234567890],"b":{},"c":"x\\"y"}'))).toBe(
      '{\n  "a": [\n    1,\n    2.50,\n    12345678901234567890\n  ],\n  "b": {},\n  "c": "x\\"y"\n}',
    );
  });

  it('formats the beginning of JSON that was cut', () => {
    expect(joined(prettyJson('{"a":{"b":"cut sh'))).toBe('{\n  "a": {\n    "b": "cut sh');
  });

  it('loses no character of what is not JSON', () => {
    expect(joined(prettyJson('a}b]')).replace(/\s/g, '')).toBe('a}b]');
  });

  it('breaks XML into lines and keeps text with its tag', () => {
    expect(joined(prettyXml('<a><b x="1">text</b><c/><!-- d --></a>'))).toBe(
      '<a>\n  <b x="1">text</b>\n  <c/>\n  <!-- d -->\n</a>',
    );
  });
});

describe('bodies', () => {
  it('tells text from bytes, also where a character is cut', () => {
    expect(decodeText(utf8('grün').subarray(0, 3))).toBe('gr');
    expect(decodeText(new Uint8Array([0, 1, 2]))).toBeUndefined();
    expect(decodeText(new Uint8Array([0x61, 0xff, 0x62, 0x63, 0x64, 0x65]))).toBeUndefined();
  });

  it('takes Base64 there and back', () => {
    const random = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256);
    expect(fromBase64(toBase64(random))).toEqual(random);
  });

  it('dumps 16 bytes on a line', () => {
    expect(hexDump(utf8('0123456789abcdef!'), 100)).toBe(
      '00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef\n' +
        `00000010  21${' '.repeat(45)}  !`,
    );
  });

  it('reads forms and multipart bodies', () => {
    expect(formFields('a=1&b=x+y&a=%C3%BC')).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: 'x y' },
      { name: 'a', value: 'ü' },
    ]);
    const body = utf8(
      '--X\r\nContent-Disposition: form-data; name="t"\r\n\r\nhello\r\n' +
        '--X\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n\x01\x02\r\n--X--\r\n',
    );
    const parts = multipartParts('multipart/form-data; boundary=X', body);
    expect(parts.map(({ name, fileName, type, bytes: all }) => [name, fileName, type, ...all])).toEqual([
      ['t', '', '', ...utf8('hello')],
      ['f', 'a.png', 'image/png', 1, 2],
    ]);
  });
});

describe('curl', () => {
  it('quotes for a shell', () => {
    const shown = detail({
      entry: entry({ method: 'PUT', target: "/it's?a=$b", sent: 2 }),
    });
    expect(curl(shown, utf8("{'"))).toBe(
      "curl \\\n  -X PUT \\\n  'https://shop.example.com/it'\\''s?a=$b' \\\n  -H 'Cookie: ••••••' \\\n  --data-raw '{'\\'''",
    );
  });

  it('needs no method for what curl does by itself', () => {
    expect(curl(detail(), new Uint8Array())).toBe(
      "curl \\\n  'https://shop.example.com/a?b=c' \\\n  -H 'Cookie: ••••••'",
    );
  });
});

describe('har', () => {
  it('is an archive 1.2', () => {
    const archive = JSON.parse(
      har([{ detail: detail(), sent: new Uint8Array(), received: utf8('hello') }]),
    ) as {
      log: { version: string; entries: Record<string, unknown>[] };
    };
    expect(archive.log.version).toBe('1.2');
    expect(archive.log.entries[0]).toMatchObject({
      request: {
        method: 'GET',
        url: 'https://shop.example.com/a?b=c',
        queryString: [{ name: 'b', value: 'c' }],
      },
      response: { status: 200, statusText: 'OK', content: { size: 5, text: 'hello' } },
      timings: { connect: 0.1, send: 0.2, wait: 8.8 },
    });
  });
});

describe('diff', () => {
  it('finds what went and what came', () => {
    expect(
      diff(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'd', 'e']).map(({ kind, text }) => kind.charAt(0) + text),
    ).toEqual(['sa', 'lb', 'rx', 'sc', 'sd', 're']);
    expect(diff([], [])).toEqual([]);
  });
});

describe('filter', () => {
  const now = Date.parse('2026-11-23T12:02:00Z');
  it.each([
    [{ text: 'shop 200' }, true],
    [{ text: '/a 404' }, false],
    [{ method: 'GET' }, true],
    [{ method: 'TCP' }, false],
    [{ status: '2xx' }, true],
    [{ status: 'broken' }, false],
    [{ tunnel: 'other' }, false],
    [{ minutes: 1 }, false],
    [{ minutes: 5 }, true],
  ])('%o', (change, expected) => {
    expect(matches(entry(), { ...everything, ...change }, now)).toBe(expected);
  });
});

describe('feed', () => {
  it('puts changed entries into their places and new ones in front', () => {
    const merged = merge(
      [entry({ id: '2' }), entry({ id: '1' })],
      [entry({ id: '1', status: 500 }), entry({ id: '3' })],
    );
    expect(merged.map(({ id, status }) => [id, status])).toEqual([
      ['3', 200],
      ['2', 200],
      ['1', 500],
    ]);
  });
});

describe('format', () => {
  it('is for people', () => {
    expect([0, 999, 1200, 340_000_000].map(bytes)).toEqual(['0 B', '999 B', '1.2 kB', '340 MB']);
    expect([-1, 500, 1500, 250_000, 2_500_000, 90_000_000].map(duration)).toEqual([
      '–',
      '500 µs',
      '1.5 ms',
      '250 ms',
      '2.5 s',
      '1 min 30 s',
    ]);
  });
});

import { expect, it } from 'vitest';
import { browserOf } from './user-agent';

it.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome · Linux',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18 Safari/605.1.15',
    'Safari · macOS',
  ],
  ['curl/8.5.0', 'curl/8.5.0'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['', ''],
])('calls %j %j', (userAgent, name) => {
  expect(browserOf(userAgent)).toBe(name);
});

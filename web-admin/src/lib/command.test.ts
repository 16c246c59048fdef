import { expect, it } from 'vitest';
import { authtokenCommand, httpCommand } from './command';

it('leaves the server out where agents look for it anyway', () => {
  expect(authtokenCommand('tt_1', 'http://localhost:9000')).toBe('tunnel authtoken tt_1');
});

it('names any other server', () => {
  expect(authtokenCommand('tt_1', 'https://tunnel.example')).toBe(
    'tunnel authtoken tt_1 --server https://tunnel.example',
  );
});

it('opens a tunnel on a reserved name', () => {
  expect(httpCommand(8080, 'shop')).toBe('tunnel http 8080 --subdomain shop');
});

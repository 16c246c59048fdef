import { expect, it, vi } from 'vitest';
import { commands, matching } from './commands';

const nobody = { administrator: false, manager: false };
const situation = { standing: nobody, tunnels: [], go: vi.fn() };

it('finds pages and actions by any of their words', () => {
  const found = matching(commands(situation), 'CREATE auth').map(({ text }) => text);
  expect(found).toEqual(['Create authtoken']);
  expect(matching(commands(situation), 'nothing like it')).toEqual([]);
});

it('leads administrators to the pages of the server, and nobody else', () => {
  const pages = (administrator: boolean) =>
    matching(commands({ ...situation, standing: { ...nobody, administrator } }), 'audit log').length;
  expect([pages(false), pages(true)]).toEqual([0, 1]);
});

it('leads to the activity of the account who manages it', () => {
  const pages = (manager: boolean) =>
    matching(commands({ ...situation, standing: { ...nobody, manager } }), 'activity').length;
  expect([pages(false), pages(true)]).toEqual([0, 1]);
});

it('goes to a page with its form open', () => {
  commands(situation)
    .find(({ text }) => text === 'Reserve subdomain')
    ?.run();
  expect(situation.go).toHaveBeenCalledWith('/reserved-subdomains?new=1');
});

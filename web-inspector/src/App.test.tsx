import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it, vi } from 'vitest';
import { feed } from '@/api/feed';
import { detail, entry } from '@/test/entries';
import { App } from './App';

class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static last: FakeEventSource | undefined;
  readyState = 1;

  constructor() {
    super();
    FakeEventSource.last = this;
  }

  close() {
    this.readyState = 2;
  }

  tell(type: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}

const calls: { path: string; body: unknown }[] = [];
const shown = [
  entry({ id: '3', method: 'POST', target: '/hook', status: 500, sent: 2 }),
  entry({ id: '2', kind: 'tcp', method: '', target: '', status: 0, visitor: '192.0.2.9:1', tunnel: 'db' }),
  entry({ id: '1' }),
];

function answer(path: string): unknown {
  if (path === '/api/tunnels') return { tunnels: [] };
  if (path.endsWith('/replay')) return { id: '4' };
  const found = shown.find(({ id }) => path.endsWith(`/entries/${id}`));
  return detail(found ? { entry: found } : {});
}

beforeEach(() => {
  calls.length = 0;
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    calls.push({ path, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined });
    const raw = /\/(sent|received)$/.test(path);
    return Promise.resolve(new Response(raw ? '{"a":1}' : JSON.stringify(answer(path))));
  });
  feed.start();
  render(<App />);
  FakeEventSource.last?.tell('all', { paused: false, entries: shown });
});

it('lists, filters and shows requests', async () => {
  const user = userEvent.setup();
  const list = await screen.findByRole('list', { name: 'Requests and connections' });
  expect(within(list).getAllByRole('button')).toHaveLength(3);

  await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'hook');
  expect(within(list).getAllByRole('button')).toHaveLength(1);

  await user.click(within(list).getByRole('button'));
  const article = await screen.findByRole('article', { name: 'Details' });
  expect(await within(article).findByRole('heading', { name: 'POST /hook' })).toBeVisible();
  await user.click(await within(article).findByRole('tab', { name: 'Request' }));
  expect(within(article).getByRole('row', { name: 'Cookie ••••••' })).toBeVisible();
});

it('sends an edited request', async () => {
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: /POST.*hook/ }));
  await user.click(await screen.findByRole('button', { name: 'Edit and replay' }));
  const dialog = screen.getByRole('dialog');
  await user.clear(within(dialog).getByLabelText('Path'));
  await user.type(within(dialog).getByLabelText('Path'), '/other');
  await user.click(within(dialog).getByRole('button', { name: 'Replay' }));

  expect(calls.find(({ path }) => path.endsWith('/replay'))?.body).toMatchObject({
    id: '3',
    method: 'POST',
    target: '/other',
  });
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('goes through the list by keys', async () => {
  const user = userEvent.setup();
  await screen.findByRole('list', { name: 'Requests and connections' });
  await user.keyboard('jjj');
  expect(await screen.findByRole('heading', { name: 'GET /a?b=c' })).toBeVisible();
  await user.keyboard('/');
  expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveFocus();
});

it('has no serious finding of axe', async () => {
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: /GET/ }));
  await screen.findByRole('tab', { name: 'Timing' });
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
});

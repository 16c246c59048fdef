import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import type { Edge } from '@/api/types';
import { expectAccessible, renderPage } from '@/test/render';
import { problem, server } from '@/test/server';
import { EdgesPage } from './EdgesPage';

const paris: Edge = {
  id: 'e1',
  name: 'paris',
  health: 'up',
  version: '0.1.0',
  keyPrefix: 'te_abcde',
  previousKeyUntil: null,
  agentAddress: 'paris.tunnel.test:4443',
  httpPort: 80,
  httpsPort: 443,
  tcpPorts: '20000-20999',
  createdAt: '2026-01-02T03:04:05Z',
  lastSeenAt: '2026-01-02T03:04:05Z',
  sessions: 2,
  tunnels: 1,
};
const fresh: Edge = {
  ...paris,
  health: 'new',
  version: null,
  agentAddress: null,
  httpPort: null,
  httpsPort: null,
  tcpPorts: null,
  lastSeenAt: null,
  sessions: 0,
  tunnels: 0,
};
const key = 'te_secretsecretsecret';

/** A platform that keeps edges; answers what the page asks. */
function platform(edges: Edge[]) {
  const change = (id: unknown, to: Partial<Edge>) => {
    edges = edges.map((edge) => (edge.id === id ? { ...edge, ...to } : edge));
  };
  server.use(
    http.get('/api/v1/admin/edges', () => HttpResponse.json({ items: edges, nextCursor: null })),
    http.post('/api/v1/admin/edges', async ({ request }) => {
      const { name } = (await request.json()) as { name: string };
      edges = [{ ...fresh, id: name, name }, ...edges];
      return HttpResponse.json({ id: name, name, key }, { status: 201 });
    }),
    http.post('/api/v1/admin/edges/:id/rotate-key', ({ params: { id } }) => {
      change(id, { previousKeyUntil: '2026-01-02T04:04:05Z' });
      return HttpResponse.json({ id, name: 'paris', key });
    }),
    http.post('/api/v1/admin/edges/:id/drain', ({ params: { id } }) => {
      change(id, { health: 'draining' });
      return HttpResponse.json(edges.find((edge) => edge.id === id));
    }),
    http.delete('/api/v1/admin/edges/:id', ({ params: { id } }) => {
      change(id, { health: 'revoked' });
      return new HttpResponse(null, { status: 204 });
    }),
  );
}

async function choose(user: ReturnType<typeof renderPage>['user'], item: string) {
  await user.click(await screen.findByRole('button', { name: 'More actions for paris' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
}

it('says of each edge how it is, what it carries and where agents connect', async () => {
  platform([paris]);
  renderPage(<EdgesPage />);
  const row = await screen.findByRole('row', { name: /paris/ });
  expect(row).toHaveTextContent('Up');
  expect(row).toHaveTextContent('1 tunnel2 agents');
  expect(row).toHaveTextContent('paris.tunnel.test:4443');
  expect(row).toHaveTextContent('80 · 443 · 20000-20999');
  await expectAccessible();
});

it('registers an edge and shows its key once', async () => {
  platform([]);
  const { user } = renderPage(<EdgesPage />);
  expect(await screen.findByRole('heading', { name: 'No edge is registered' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Register edge' }));
  const dialog = await screen.findByRole('dialog', { name: 'Register edge' });
  await user.type(within(dialog).getByLabelText('Name'), 'a b');
  await user.click(within(dialog).getByRole('button', { name: 'Register edge' }));
  expect(await within(dialog).findByText(/Use letters, digits/)).toBeVisible();
  await user.clear(within(dialog).getByLabelText('Name'));
  await user.type(within(dialog).getByLabelText('Name'), 'tokyo');
  await user.click(within(dialog).getByRole('button', { name: 'Register edge' }));
  const shown = await screen.findByRole('dialog', { name: 'The key of tokyo' });
  expect(shown).toHaveTextContent(key);
  await expectAccessible();
  await user.click(within(shown).getByRole('button', { name: 'Done' }));
  expect(await screen.findByRole('row', { name: /tokyo/ })).toHaveTextContent('Never seen');
  await waitFor(() => expect(document.body).not.toHaveTextContent(key));
});

it('gives an edge another key after a question, and says how long the old one is good', async () => {
  platform([paris]);
  const { user } = renderPage(<EdgesPage />);
  await choose(user, 'New key');
  const question = await screen.findByRole('alertdialog', { name: 'New key for paris?' });
  expect(question).toHaveAccessibleDescription(/stays good for one hour/);
  await user.click(within(question).getByRole('button', { name: 'New key' }));
  const shown = await screen.findByRole('dialog', { name: 'The key of paris' });
  expect(shown).toHaveTextContent(key);
  await user.click(within(shown).getByRole('button', { name: 'Done' }));
  expect(await screen.findByText(/Previous key good until/)).toBeVisible();
});

it('drains and revokes after confirmations that name the edge, and lets it in again', async () => {
  platform([paris]);
  const { user } = renderPage(<EdgesPage />);
  await user.click(await screen.findByRole('button', { name: 'Drain' }));
  const drain = await screen.findByRole('alertdialog', { name: 'Drain paris?' });
  await user.click(within(drain).getByRole('button', { name: 'Drain' }));
  expect(await screen.findByText('Draining')).toBeVisible();
  await choose(user, 'Revoke');
  const revoke = await screen.findByRole('alertdialog', { name: 'Revoke paris?' });
  await user.click(within(revoke).getByRole('button', { name: 'Revoke' }));
  expect(await screen.findByText('Revoked')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Drain' })).not.toBeInTheDocument();
  await choose(user, 'Let in again');
  expect(await screen.findByRole('alertdialog', { name: 'Let paris in again?' })).toBeVisible();
});

it('keeps the question open and says why it was refused', async () => {
  platform([paris]);
  server.use(http.post('/api/v1/admin/edges/:id/rotate-key', () => problem(403, 'forbidden')));
  const { user } = renderPage(<EdgesPage />);
  await choose(user, 'New key');
  const question = await screen.findByRole('alertdialog', { name: 'New key for paris?' });
  await user.click(within(question).getByRole('button', { name: 'New key' }));
  expect(await within(question).findByRole('alert')).toBeVisible();
});

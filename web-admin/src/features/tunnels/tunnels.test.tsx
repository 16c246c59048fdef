import { act, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, expect, it, vi } from 'vitest';
import type { Tunnel } from '@/api/types';
import { expectAccessible, renderPage } from '@/test/render';
import { server } from '@/test/server';
import { TunnelsPage } from './TunnelsPage';

const web: Tunnel = {
  id: 'a1',
  name: 'web',
  state: 'live',
  proto: 'http',
  urls: ['http://shop.tunnel.test', 'https://shop.tunnel.test'],
  target: 'http://localhost:8080',
  sessionId: 's1',
  edge: 'edge-1',
  agent: { version: '0.1.0', os: 'linux', arch: 'amd64', address: '203.0.113.7:50000' },
  openedAt: '2026-01-02T03:04:05Z',
  closedAt: null,
  closeReason: null,
  bytesIn: 1000,
  bytesOut: 2_500_000,
  connections: 1,
  requests: 12,
};

function live(...tunnels: Tunnel[]) {
  server.use(http.get('/api/v1/tunnels', () => HttpResponse.json({ items: tunnels, nextCursor: null })));
}

afterEach(() => {
  vi.useRealTimers();
});

it('lists live tunnels with their URLs to open, agent and traffic', async () => {
  live(web, { ...web, id: 'b2', proto: 'tcp', urls: ['tcp://tunnel.test:20001'] });
  renderPage(<TunnelsPage />);
  const row = await screen.findByRole('row', { name: /shop\.tunnel\.test/ });
  expect(within(row).getByRole('link', { name: 'https://shop.tunnel.test' })).toHaveAttribute(
    'rel',
    'noreferrer',
  );
  expect(row).toHaveTextContent('203.0.113.7:50000');
  expect(row).toHaveTextContent('2.5 MB out');
  expect(row).toHaveTextContent('12 requests1 connection');
  expect(screen.queryByRole('link', { name: 'tcp://tunnel.test:20001' })).not.toBeInTheDocument();
  await expectAccessible();
});

it('updates by itself, keeps what it has while the server is away, and goes on after', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  live(web);
  renderPage(<TunnelsPage />);
  const row = await screen.findByRole('row', { name: /shop/ });
  server.use(http.get('/api/v1/tunnels', () => HttpResponse.error()));
  await act(() => vi.advanceTimersByTimeAsync(6000));
  expect(await screen.findByText(/You see what it said last/)).toBeVisible();
  expect(row).toBeVisible();
  live({ ...web, requests: 13 });
  await act(() => vi.advanceTimersByTimeAsync(6000));
  expect(await within(row).findByText('13 requests')).toBeVisible();
  expect(screen.queryByText(/You see what it said last/)).not.toBeInTheDocument();
});

it('closes a tunnel after a confirmation that names it', async () => {
  live(web);
  const closed = vi.fn();
  server.use(
    http.delete('/api/v1/tunnels/:id', ({ params }) => {
      closed(params.id);
      live();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = renderPage(<TunnelsPage />);
  await user.click(await screen.findByRole('button', { name: 'Close http://shop.tunnel.test' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Close this tunnel?' });
  expect(dialog).toHaveAccessibleDescription(/http:\/\/shop\.tunnel\.test stops answering/);
  await user.click(within(dialog).getByRole('button', { name: 'Close tunnel' }));
  expect(await screen.findByRole('heading', { name: 'No live tunnels' })).toBeInTheDocument();
  expect(closed).toHaveBeenCalledWith('a1');
});

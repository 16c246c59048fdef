import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import type { Authtoken } from '@/api/types';
import { expectAccessible, renderPage } from '@/test/render';
import { problem, server } from '@/test/server';
import { AuthtokensPage } from './AuthtokensPage';

const laptop: Authtoken = {
  id: 'f3a1',
  name: 'laptop',
  prefix: 'tt_abcde',
  scope: {},
  createdAt: '2026-01-02T03:04:05Z',
  expiresAt: null,
  lastUsedAt: null,
  lastUsedIp: null,
};
const token = 'tt_secretsecretsecret';

/** A platform that keeps authtokens; answers what the page asks. */
function platform(authtokens: Authtoken[]) {
  server.use(
    http.get('/api/v1/authtokens', () => HttpResponse.json({ items: authtokens, nextCursor: null })),
    http.post('/api/v1/authtokens', async ({ request }) => {
      const { name } = (await request.json()) as { name: string };
      authtokens = [{ ...laptop, id: name, name }, ...authtokens];
      return HttpResponse.json({ ...authtokens[0], token }, { status: 201 });
    }),
    http.delete('/api/v1/authtokens/:id', ({ params }) => {
      authtokens = authtokens.filter(({ id }) => id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  );
}

it('creates an authtoken, shows its secret once and copies the command', async () => {
  platform([]);
  const { user } = renderPage(<AuthtokensPage />);
  await user.click(await screen.findByRole('button', { name: 'Create authtoken' }));
  const dialog = await screen.findByRole('dialog', { name: 'Create authtoken' });
  await waitFor(() => expect(within(dialog).getByLabelText('Name')).toHaveFocus());
  await user.type(within(dialog).getByLabelText('Name'), 'build server');
  await user.click(within(dialog).getByRole('button', { name: 'Create authtoken' }));
  const ready = await screen.findByRole('dialog', { name: '“build server” is ready' });
  await expectAccessible();
  await user.click(within(ready).getByRole('button', { name: 'Copy Command' }));
  expect(await navigator.clipboard.readText()).toBe(
    `tunnel authtoken ${token} --server http://console.test:9000`,
  );
  await user.click(within(ready).getByRole('button', { name: 'Done' }));
  expect(await screen.findByRole('row', { name: /build server/ })).toBeVisible();
  expect(document.body).not.toHaveTextContent(token);
});

it('revokes after a confirmation that names the authtoken', async () => {
  platform([laptop]);
  const { user } = renderPage(<AuthtokensPage />);
  await user.click(await screen.findByRole('button', { name: 'Revoke laptop' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Revoke “laptop”?' });
  await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus());
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
  expect(await screen.findByText('“laptop” is revoked.')).toBeInTheDocument();
  expect(await screen.findByRole('heading', { name: 'No authtokens yet' })).toBeVisible();
});

it('says in the dialog why an authtoken could not be revoked', async () => {
  platform([laptop]);
  server.use(http.delete('/api/v1/authtokens/:id', () => problem(403, 'forbidden')));
  const { user } = renderPage(<AuthtokensPage />);
  await user.click(await screen.findByRole('button', { name: 'Revoke laptop' }));
  const dialog = await screen.findByRole('alertdialog');
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('does not allow this');
});

it('shows names as text, whatever they hold', async () => {
  platform([{ ...laptop, name: '<img src=x onerror=alert(1)>' }]);
  renderPage(<AuthtokensPage />);
  expect(await screen.findByText('<img src=x onerror=alert(1)>')).toBeVisible();
  expect(document.querySelector('img')).toBeNull();
  await expectAccessible();
});

it('says so when the list cannot be loaded, and loads it on demand', async () => {
  server.use(http.get('/api/v1/authtokens', () => problem(500, 'internal_error')));
  const { user } = renderPage(<AuthtokensPage />);
  const alert = await screen.findByRole('alert');
  platform([laptop]);
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('row', { name: /laptop/ })).toBeVisible();
});

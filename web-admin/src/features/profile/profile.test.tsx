import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it, vi } from 'vitest';
import type { Me } from '@/api/types';
import { expectAccessible, renderPage } from '@/test/render';
import { problem, server } from '@/test/server';
import { AboutCard } from './AboutCard';

const me: Me = {
  id: 'u1',
  email: 'ada@example.com',
  displayName: 'Ada',
  emailVerified: true,
  serverAdmin: false,
  createdAt: '2026-01-02T03:04:05Z',
  account: { id: 'a1', name: 'ada', role: 'owner' },
};

it('mails a link to another address, and says so of a password that is wrong', async () => {
  const asked = vi.fn();
  server.use(http.post('/api/v1/me/email', () => problem(403, 'password_wrong'), { once: true }));
  const { user } = renderPage(<AboutCard me={me} />);
  await user.click(await screen.findByRole('button', { name: 'Change email' }));
  const dialog = await screen.findByRole('dialog', { name: 'Change email' });
  await expectAccessible();
  await user.type(within(dialog).getByLabelText('New email'), 'ada@lovelace.test');
  await user.type(within(dialog).getByLabelText('Current password'), 'not this one');
  await user.click(within(dialog).getByRole('button', { name: 'Send the link' }));
  expect(await within(dialog).findByText('This is not your current password.')).toBeVisible();
  server.use(
    http.post('/api/v1/me/email', async ({ request }) => {
      asked(await request.json());
      return new HttpResponse(null, { status: 202 });
    }),
  );
  await user.clear(within(dialog).getByLabelText('Current password'));
  await user.type(within(dialog).getByLabelText('Current password'), 'the right one');
  await user.click(within(dialog).getByRole('button', { name: 'Send the link' }));
  expect(await screen.findByText('A link is on its way to ada@lovelace.test.')).toBeInTheDocument();
  expect(asked).toHaveBeenCalledWith({ email: 'ada@lovelace.test', password: 'the right one' });
});

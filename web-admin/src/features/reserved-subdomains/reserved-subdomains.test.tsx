import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import type { ReservedSubdomain } from '@/api/types';
import { expectAccessible, renderPage } from '@/test/render';
import { answersServerInfo, problem, server } from '@/test/server';
import { ReservedSubdomainsPage } from './ReservedSubdomainsPage';

const path = '/api/v1/reserved-subdomains';
const shop: ReservedSubdomain = {
  id: 'a1',
  name: 'shop',
  hostname: 'shop.tunnel.test',
  url: 'https://shop.tunnel.test',
  description: 'For customers',
  createdAt: '2026-01-02T03:04:05Z',
};
let reserved: ReservedSubdomain[];

beforeEach(() => {
  reserved = [shop];
  server.use(
    answersServerInfo(),
    http.get(path, () => HttpResponse.json({ items: reserved, nextCursor: null })),
    http.patch(`${path}/:id`, async ({ request }) => {
      reserved = [{ ...shop, ...((await request.json()) as object) }];
      return HttpResponse.json(reserved[0]);
    }),
    http.delete(`${path}/:id`, () => {
      reserved = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
});

async function reserve(name: string) {
  const { user } = renderPage(<ReservedSubdomainsPage />);
  await user.click(await screen.findByRole('button', { name: 'Reserve subdomain' }));
  const dialog = await screen.findByRole('dialog', { name: 'Reserve subdomain' });
  await user.type(within(dialog).getByLabelText('Name'), name);
  await user.click(within(dialog).getByRole('button', { name: 'Reserve subdomain' }));
  return { user, dialog };
}

it('reserves a subdomain', async () => {
  server.use(
    http.post(path, async ({ request }) => {
      const { name } = (await request.json()) as { name: string };
      reserved = [...reserved, { ...shop, id: 'b2', name, hostname: `${name}.tunnel.test` }];
      return HttpResponse.json(reserved[1], { status: 201 });
    }),
  );
  await reserve('hooks');
  expect(await screen.findByText('hooks.tunnel.test is yours.')).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'hooks.tunnel.test' })).toBeInTheDocument();
});

it.each([
  ['name_taken', 'This name is taken. Try another one.'],
  ['name_forbidden', 'This name is kept free on this server. Try another one.'],
])('shows %s at the name and keeps what was typed', async (code, text) => {
  server.use(http.post(path, () => problem(409, code)));
  const { dialog } = await reserve('www');
  const name = within(dialog).getByLabelText('Name');
  await waitFor(() => expect(name).toHaveAccessibleDescription(expect.stringContaining(text)));
  expect(name).toHaveValue('www');
  expect(name).toBeInvalid();
  await expectAccessible();
});

it('refuses what cannot be a name before the server is asked', async () => {
  const { dialog } = await reserve('My_Shop');
  expect(await within(dialog).findByText(/Use lower-case letters/)).toBeVisible();
});

it('edits the description', async () => {
  const { user } = renderPage(<ReservedSubdomainsPage />);
  await user.click(await screen.findByRole('button', { name: 'Edit shop' }));
  const description = within(await screen.findByRole('dialog')).getByLabelText('Description');
  expect(description).toHaveValue('For customers');
  await user.clear(description);
  await user.type(description, 'For everybody{Enter}');
  expect(await screen.findByText('For everybody')).toBeInTheDocument();
});

it('gives a name up after a confirmation that names it', async () => {
  const { user } = renderPage(<ReservedSubdomainsPage />);
  await user.click(await screen.findByRole('button', { name: 'Delete shop' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Give up shop.tunnel.test?' });
  await user.click(within(dialog).getByRole('button', { name: 'Delete reservation' }));
  expect(await screen.findByRole('heading', { name: 'No reserved subdomains yet' })).toBeInTheDocument();
});

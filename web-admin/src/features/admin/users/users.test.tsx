import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import type { AdminUser } from '@/api/types';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import { UsersPage } from './UsersPage';

const ada: AdminUser = {
  id: 'u1',
  email: 'ada@example.test',
  displayName: 'Ada',
  role: 'user',
  emailVerified: true,
  suspended: false,
  createdAt: '2026-01-02T03:04:05Z',
  lastLoginAt: null,
  accountId: null,
  limits: {},
};

it('asks the server for another order, from its first page on', async () => {
  const asked: string[] = [];
  server.use(
    http.get('/api/v1/me', () => HttpResponse.json({ id: 'u0' })),
    http.get('/api/v1/admin/users', ({ request: { url } }) => {
      const query = new URL(url).searchParams;
      asked.push(`${query.get('sort') ?? ''} ${query.get('cursor') ?? ''}`.trim());
      return HttpResponse.json({ items: [ada], nextCursor: 'more' });
    }),
  );
  const { user } = renderPage(<UsersPage />);
  await user.click(await screen.findByRole('button', { name: 'Next page' }));
  await waitFor(() => expect(asked).toEqual(['', 'more']));
  await user.click(screen.getByRole('button', { name: 'Last login' }));
  await waitFor(() => expect(asked.at(-1)).toBe('lastLoginAt'));
  await user.click(screen.getByRole('button', { name: 'Last login' }));
  await waitFor(() => expect(asked.at(-1)).toBe('-lastLoginAt'));
  expect(screen.getByRole('columnheader', { name: 'Last login' })).toHaveAttribute('aria-sort', 'descending');
});

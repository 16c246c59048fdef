import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { expect } from 'vitest';
import { keepLogin } from '@/api/login';
import { createQueryClient } from '@/api/query-client';
import { Toasts } from '@/ui/Toasts';

/** Renders a page as somebody who is logged in sees it. */
export function renderPage(page: ReactNode) {
  keepLogin({ accessToken: 'access', refreshToken: 'refresh', expiresIn: 900 });
  return renderPublic(page);
}

export function renderPublic(page: ReactNode, path = '/') {
  const user = userEvent.setup();
  const view = render(
    <QueryClientProvider client={createQueryClient()}>
      <MemoryRouter initialEntries={[path]}>{page}</MemoryRouter>
      <Toasts />
    </QueryClientProvider>,
  );
  return { user, ...view };
}

/** What axe finds without a layout; contrast and landmarks are for a real browser and the whole page. */
export async function expectAccessible() {
  const rules = { region: { enabled: false }, 'color-contrast': { enabled: false } };
  const { violations } = await axe.run(document.body, { rules });
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

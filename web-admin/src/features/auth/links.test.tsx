import { screen } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import { keepLogin } from '@/api/login';
import { expectAccessible, renderPublic } from '@/test/render';
import { problem, server } from '@/test/server';
import { InvitationPage } from './InvitationPage';
import { ResetPasswordPage } from './ResetPasswordPage';
import { VerifyEmailPage } from './VerifyEmailPage';

function previewIs(status: number, code: string) {
  server.use(http.post('/api/v1/auth/invitation', () => problem(status, code)));
}

describe('an invitation that is no longer good', () => {
  it('leads to the login', async () => {
    previewIs(410, 'link_invalid');
    renderPublic(<InvitationPage />);
    expect(await screen.findByText(/This invitation is used up/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Log in' })).toHaveAttribute('href', '/login');
    await expectAccessible();
  });

  it('leads to the overview where somebody is logged in', async () => {
    previewIs(410, 'link_invalid');
    keepLogin({ accessToken: 'a', refreshToken: 'r', expiresIn: 900 });
    renderPublic(<InvitationPage />);
    expect(await screen.findByRole('link', { name: 'Go to the overview' })).toHaveAttribute('href', '/');
  });

  it.each([
    [429, 'rate_limited', /Too many attempts/],
    [500, 'internal_error', /The server had a problem/],
  ])('is not what a %i means', async (status, code, words) => {
    previewIs(status, code);
    renderPublic(<InvitationPage />);
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.queryByText(/This invitation is used up/)).not.toBeInTheDocument();
  });
});

it('asks for another link where that for a password is too old', async () => {
  server.use(http.post('/api/v1/auth/password-reset/confirm', () => problem(410, 'link_invalid')));
  const { user } = renderPublic(<ResetPasswordPage />);
  await user.type(screen.getByLabelText('New password'), 'a few words in a row{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('This link is used up or too old.');
  expect(screen.getByRole('link', { name: 'Ask for another link' })).toHaveAttribute(
    'href',
    '/forgot-password',
  );
});

it('takes no link for too old that was asked for too often', async () => {
  server.use(http.post('/api/v1/auth/verify-email', () => problem(429, 'rate_limited')));
  renderPublic(<VerifyEmailPage />);
  expect(await screen.findByText(/Too many attempts/)).toBeVisible();
});

import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { forgetLogin, keepLogin } from '@/api/login';
import { expectAccessible, renderPublic } from '@/test/render';
import { answersServerInfo, problem, server } from '@/test/server';
import { LoginPage } from './LoginPage';
import { SignUpPage } from './SignUpPage';

const tokens = { accessToken: 'a', refreshToken: 'r', expiresIn: 900 };
const pages = (
  <Routes>
    <Route path="/login" element={<LoginPage />} />
    <Route path="/signup" element={<SignUpPage />} />
    <Route path="/" element={<h1>Home</h1>} />
  </Routes>
);

describe('the login page', () => {
  it('logs in and goes on', async () => {
    server.use(
      answersServerInfo(),
      http.post('/api/v1/auth/login', () => HttpResponse.json(tokens)),
    );
    const { user } = renderPublic(pages, '/login');
    await user.type(screen.getByLabelText('Email'), ' ada@example.com ');
    await user.type(screen.getByLabelText('Password'), 'correct horse');
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByRole('heading', { name: 'Home' })).toBeVisible();
  });

  it('says what is missing before it asks the server', async () => {
    server.use(answersServerInfo());
    const { user } = renderPublic(pages, '/login');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByText('Enter your email address.')).toBeVisible();
    expect(screen.getByLabelText('Email')).toHaveFocus();
    expect(screen.getByLabelText('Email')).toHaveAccessibleDescription('Enter your email address.');
    await expectAccessible();
  });

  it('keeps what was typed when the server refuses', async () => {
    server.use(
      answersServerInfo(),
      http.post('/api/v1/auth/login', () => problem(401, 'credentials_invalid')),
    );
    const { user } = renderPublic(pages, '/login');
    await user.type(screen.getByLabelText('Email'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Email or password is wrong.');
    expect(screen.getByLabelText('Email')).toHaveValue('ada@example.com');
  });

  it('tells why it is there after the server has ended a login', () => {
    server.use(answersServerInfo());
    keepLogin(tokens);
    forgetLogin('server');
    renderPublic(pages, '/login');
    expect(screen.getByText(/Your login has ended/)).toBeVisible();
  });
});

describe('the sign-up page', () => {
  it('greets the first person of an empty server, also on the way to the login', async () => {
    server.use(answersServerInfo({ setupRequired: true }));
    renderPublic(pages, '/login');
    expect(await screen.findByRole('heading', { name: 'Welcome to your tunnel server' })).toBeVisible();
    expect(await screen.findByRole('button', { name: 'Create the administrator' })).toBeVisible();
    await expectAccessible();
  });

  it('signs up, logs in and goes on', async () => {
    const signedUp = vi.fn();
    server.use(
      answersServerInfo(),
      http.post('/api/v1/auth/signup', async ({ request }) => {
        signedUp(await request.json());
        return HttpResponse.json({}, { status: 201 });
      }),
      http.post('/api/v1/auth/login', () => HttpResponse.json(tokens)),
    );
    const { user } = renderPublic(pages, '/signup');
    await user.type(await screen.findByLabelText('Email'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), ' spaces stay ');
    await user.click(screen.getByRole('button', { name: 'Sign up' }));
    expect(await screen.findByRole('heading', { name: 'Home' })).toBeVisible();
    expect(signedUp).toHaveBeenCalledWith({ email: 'ada@example.com', password: ' spaces stay ' });
  });

  it('only logs in when it is tried again after the login failed', async () => {
    const signedUp = vi.fn();
    server.use(
      answersServerInfo(),
      http.post('/api/v1/auth/signup', () => {
        signedUp();
        return signedUp.mock.calls.length > 1
          ? problem(409, 'email_taken')
          : HttpResponse.json({}, { status: 201 });
      }),
      http.post('/api/v1/auth/login', () => HttpResponse.error()),
    );
    const { user } = renderPublic(pages, '/signup');
    await user.type(await screen.findByLabelText('Email'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'correct horse{Enter}');
    expect(await screen.findByRole('alert')).toBeVisible();
    server.use(http.post('/api/v1/auth/login', () => HttpResponse.json(tokens)));
    await user.click(screen.getByRole('button', { name: 'Sign up' }));
    expect(await screen.findByRole('heading', { name: 'Home' })).toBeVisible();
    expect(signedUp).toHaveBeenCalledOnce();
  });

  it('puts a taken email at its field until it is edited', async () => {
    server.use(
      answersServerInfo(),
      http.post('/api/v1/auth/signup', () => problem(409, 'email_taken')),
    );
    const { user } = renderPublic(pages, '/signup');
    await user.type(await screen.findByLabelText('Email'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'correct horse{Enter}');
    await waitFor(() =>
      expect(screen.getByLabelText('Email')).toHaveAccessibleDescription(/an account with this email/),
    );
    await user.type(screen.getByLabelText('Email'), 'x');
    await waitFor(() => expect(screen.queryByText(/an account with this email/)).not.toBeInTheDocument());
  });

  it('says so when sign-up is closed', async () => {
    server.use(answersServerInfo({ signup: 'closed', signupOpen: false }));
    renderPublic(pages, '/signup');
    expect(await screen.findByRole('heading', { name: 'Sign-up is closed' })).toBeVisible();
    expect(screen.queryByLabelText('Email')).not.toBeInTheDocument();
  });
});

import { createBrowserRouter } from 'react-router';
import { paths } from '@/lib/paths';
import { NotFoundPage } from './NotFoundPage';
import { RouteError } from './RouteError';
import { Shell } from './shell/Shell';

/** Every page, each a chunk of its own. */
export const router = createBrowserRouter([
  {
    errorElement: <RouteError />,
    hydrateFallbackElement: <></>,
    children: [
      {
        path: paths.login,
        lazy: { Component: async () => (await import('@/features/auth/LoginPage')).LoginPage },
      },
      {
        path: paths.signup,
        lazy: { Component: async () => (await import('@/features/auth/SignUpPage')).SignUpPage },
      },
      {
        element: <Shell />,
        children: [
          {
            errorElement: <RouteError />,
            children: [
              {
                path: paths.overview,
                lazy: { Component: async () => (await import('./overview/OverviewPage')).OverviewPage },
              },
              {
                path: paths.tunnels,
                lazy: { Component: async () => (await import('@/features/tunnels/TunnelsPage')).TunnelsPage },
              },
              {
                path: paths.authtokens,
                lazy: {
                  Component: async () =>
                    (await import('@/features/authtokens/AuthtokensPage')).AuthtokensPage,
                },
              },
              {
                path: paths.reservedSubdomains,
                lazy: {
                  Component: async () =>
                    (await import('@/features/reserved-subdomains/ReservedSubdomainsPage'))
                      .ReservedSubdomainsPage,
                },
              },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);

import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { RouterProvider } from 'react-router';
import { loginState, onLoginChange } from '@/api/login';
import { createQueryClient } from '@/api/query-client';
import { Toasts } from '@/ui/Toasts';
import { router } from './router';

export function App() {
  const [client] = useState(createQueryClient);
  useEffect(
    () =>
      onLoginChange(() => {
        // What one person saw is not for the next who logs in here.
        if (loginState() !== 'in') client.clear();
      }),
    [client],
  );
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </CSPProvider>
  );
}

import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { useOrder } from './order';

function orderAt(path: string) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <MemoryRouter initialEntries={[path]}>{children}</MemoryRouter>
  );
  return renderHook(() => useOrder(['name', 'createdAt']), { wrapper }).result;
}

it('asks the server for what the address says', () => {
  expect(orderAt('/?sort=-name').current.query).toEqual({ sort: '-name' });
  expect(orderAt('/').current.query).toEqual({});
});

it('does not ask for what the server does not know', () => {
  const order = orderAt('/?sort=-password');
  expect(order.current.query).toEqual({});
  expect(order.current.sort).toBeNull();
});

it('goes up, down, and back to the usual', () => {
  const order = orderAt('/');
  const seen = ['name', '-name', undefined, 'name', 'createdAt'].map((_, step) => {
    act(() => order.current.onSort(step === 4 ? 'createdAt' : 'name'));
    return order.current.query.sort;
  });
  expect(seen).toEqual(['name', '-name', undefined, 'name', 'createdAt']);
});

import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { DataTable } from './DataTable';
import type { Column } from './Table';

interface Row {
  id: string;
  size: number;
}

const columns: Column<Row>[] = [
  { id: 'name', header: 'Name', primary: true, sort: ({ id }) => id, cell: ({ id }) => id },
  { id: 'size', header: 'Size', sort: ({ size }) => size, cell: ({ size }) => size },
];
const rows = Array.from({ length: 60 }, (_, index) => ({ id: `web-${index}`, size: (index * 7) % 60 }));

function show(path = '/') {
  render(
    <MemoryRouter initialEntries={[path]}>
      <DataTable caption="Rows" columns={columns} rows={rows} rowKey={({ id }) => id} text={({ id }) => id} />
    </MemoryRouter>,
  );
  return userEvent.setup();
}

function names() {
  return screen.getAllByRole('rowheader').map((header) => header.textContent);
}

it('pages through its rows', async () => {
  const user = show();
  expect(names()).toHaveLength(25);
  await user.click(screen.getByRole('button', { name: 'Next page' }));
  expect(screen.getByText('26–50 of 60')).toBeInTheDocument();
  expect(names()[0]).toBe('web-25');
});

it('sorts up, down and not at all, and says so', async () => {
  const user = show();
  const size = within(screen.getByRole('columnheader', { name: 'Size' })).getByRole('button');
  await user.click(size);
  expect(screen.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', 'ascending');
  expect(names()[0]).toBe('web-0');
  await user.click(size);
  expect(screen.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', 'descending');
  expect(names()[0]).not.toBe('web-0');
  await user.click(size);
  expect(screen.getByRole('columnheader', { name: 'Size' })).not.toHaveAttribute('aria-sort');
});

it('filters, begins at the first page again, and shows all on demand', async () => {
  const user = show('/?page=3');
  await user.type(screen.getByRole('searchbox', { name: 'Filter' }), 'WEB-1');
  expect(names()).toEqual(['web-1', ...Array.from({ length: 10 }, (_, index) => `web-${10 + index}`)]);
  await user.type(screen.getByRole('searchbox', { name: 'Filter' }), 'x');
  expect(screen.getByText('Nothing matches “WEB-1x”.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(names()).toHaveLength(25);
});

it('shows what its address says', () => {
  show('/?q=web-5&sort=-name');
  expect(names()[0]).toBe('web-59');
});

import { fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { expectAccessible } from '@/test/render';
import { DateField } from './DateField';
import { Form } from './Form';

function renderForm() {
  const onSubmit = vi.fn();
  const view = render(
    <Form onSubmit={onSubmit}>
      <DateField name="from" label="From" defaultValue="" />
      <button type="submit">Apply</button>
    </Form>,
  );
  return { onSubmit, user: userEvent.setup(), ...view };
}

it('takes a day as it is typed, and only one that there is', async () => {
  const { onSubmit, user } = renderForm();
  await expectAccessible();
  await user.type(screen.getByLabelText('From'), '2026-02-30');
  await user.click(screen.getByRole('button', { name: 'Apply' }));
  expect(await screen.findByText('Write the day as 2026-01-31.')).toBeVisible();
  expect(onSubmit).not.toHaveBeenCalled();
  await user.clear(screen.getByLabelText('From'));
  await user.type(screen.getByLabelText('From'), '2026-02-28');
  await user.click(screen.getByRole('button', { name: 'Apply' }));
  expect(onSubmit).toHaveBeenCalledWith({ from: '2026-02-28' });
});

it('takes a day from the calendar', async () => {
  const { container, onSubmit, user } = renderForm();
  fireEvent.change(container.querySelector('input[type=date]') as HTMLInputElement, {
    target: { value: '2026-11-24' },
  });
  expect(screen.getByLabelText('From')).toHaveValue('2026-11-24');
  await user.click(screen.getByRole('button', { name: 'Apply' }));
  expect(onSubmit).toHaveBeenCalledWith({ from: '2026-11-24' });
});

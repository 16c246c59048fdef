import { expect, it } from 'vitest';
import { startOfDay } from './day';

it('is midnight where the person is', () => {
  expect(startOfDay('2026-01-31')).toEqual(new Date(2026, 0, 31));
  expect(startOfDay('2026-01-31', 1)).toEqual(new Date(2026, 1, 1));
});

it.each(['', 'today', '31.01.2026', '2026-02-30', '2026-13-01'])('takes %j for no day', (day) => {
  expect(startOfDay(day)).toBeNull();
});

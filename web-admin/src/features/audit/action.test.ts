import { expect, it } from 'vitest';
import { actionName } from './action';

it('calls actions by words, and leaves those it does not know to their identifiers', () => {
  expect(actionName('password_reset.issued')).toBe('Password link made by an administrator');
  expect(actionName('tunnel.painted_red')).toBeNull();
});

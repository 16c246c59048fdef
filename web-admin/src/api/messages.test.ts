import { describe, expect, it } from 'vitest';
import { ApiError, errorOf, UnreachableError } from './errors';
import { formProblem, messageOf } from './messages';
import type { Problem } from './types';

/** Also with codes that this page does not know: the server may be newer. */
const apiError = (status: number, code: string, more = {}) =>
  new ApiError({ type: 'about:blank', title: 'Title', status, code: code as Problem['code'], ...more });

describe('formProblem', () => {
  it('puts a taken name at the field', () => {
    expect(formProblem(apiError(409, 'name_taken'), ['name'])).toEqual({
      fields: { name: 'This name is taken. Try another one.' },
      form: null,
    });
  });

  it('puts rejected fields at theirs', () => {
    const error = apiError(400, 'invalid_request', {
      errors: [{ field: 'description', message: 'too long' }],
    });
    expect(formProblem(error, ['name', 'description'])).toEqual({
      fields: { description: 'too long' },
      form: null,
    });
  });

  it('tells at the form what belongs to none of its fields', () => {
    const error = apiError(400, 'invalid_request', {
      detail: 'scope is malformed',
      errors: [{ field: 'scope', message: 'malformed' }],
    });
    expect(formProblem(error, ['name'])).toEqual({ fields: {}, form: 'scope is malformed' });
  });

  it('says that nothing was lost when the server is away', () => {
    expect(formProblem(new UnreachableError(null), ['name']).form).toContain('Nothing was lost');
  });
});

it('lets a code of a newer server speak for itself', () => {
  expect(messageOf(apiError(409, 'quota_spent', { detail: 'Come back tomorrow.' }))).toBe(
    'Come back tomorrow.',
  );
});

it('tells a proxy that answers for a dead server from the server', () => {
  expect(errorOf('<html>', new Response(null, { status: 502 }))).toBeInstanceOf(UnreachableError);
  expect(errorOf('', new Response(null, { status: 500 }))).toMatchObject({ code: 'internal_error' });
});

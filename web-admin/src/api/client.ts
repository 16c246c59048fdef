import createClient from 'openapi-fetch';
import { authorisedFetch, send } from './authorise';
import { errorOf } from './errors';
import type { paths } from './schema';

const options = { baseUrl: location.origin, credentials: 'omit', cache: 'no-store' } as const;

/** Calls as the person who is logged in. */
export const api = createClient<paths>({ ...options, fetch: authorisedFetch });

/** Calls that need no login. */
export const publicApi = createClient<paths>({ ...options, fetch: send });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; throws `ApiError` or `UnreachableError` otherwise. */
export async function body<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined || data === null) throw errorOf(error, response);
  return data;
}

/** Waits for an answer without a body. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw errorOf(error, response);
}

/** The text of a successful answer that is no JSON. */
export async function text(call: Promise<Answer<unknown>>): Promise<string> {
  const { data, error, response } = await call;
  if (!response.ok) throw errorOf(parsed(error), response);
  return typeof data === 'string' ? data : '';
}

function parsed(error: unknown): unknown {
  if (typeof error !== 'string') return error;
  try {
    return JSON.parse(error);
  } catch {
    return null;
  }
}

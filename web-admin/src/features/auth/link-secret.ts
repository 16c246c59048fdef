import { useState } from 'react';
import { ApiError } from '@/api/errors';

/** The secret behind the `#` of a mailed link, which browsers keep to themselves. */
export function useLinkSecret(): string {
  const [secret] = useState(() => location.hash.slice(1));
  return secret;
}

/** Whether the server does not take the link, however often it is asked. */
export function isDeadLink(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status < 500 && error.code !== 'rate_limited';
}

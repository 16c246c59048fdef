import type { Problem } from './types';

/** The server answered, and the answer is a problem (RFC 9457). */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }

  /** What is wrong with which field; empty unless the code is `invalid_request`. */
  get fields(): Record<string, string> {
    return Object.fromEntries((this.problem.errors ?? []).map(({ field, message }) => [field, message]));
  }
}

/** No answer came: the server is down, restarting, or the network between is. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('the server does not answer', { cause });
    this.name = 'UnreachableError';
  }
}

const gatewayStatuses = [502, 503, 504];

/** The error of an answer that was not a success, also when a proxy in front wrote it and not the platform. */
export function errorOf(body: unknown, response: Response): Error {
  if (isProblem(body)) return new ApiError(body);
  const status = response.status;
  if (gatewayStatuses.includes(status)) return new UnreachableError(status);
  return new ApiError({ type: 'about:blank', title: response.statusText, status, code: 'internal_error' });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

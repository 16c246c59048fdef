import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { Problem, ServerInfo } from '@/api/types';

/** Answers in the platform's place; each test says what. */
export const server = setupServer();

export function problem(status: number, code: string, more: Partial<Problem> = {}) {
  return HttpResponse.json({ type: 'about:blank', title: code, status, code, ...more }, { status });
}

const serverInfo: ServerInfo = {
  version: '0.1.0',
  domain: 'tunnel.test',
  signup: 'open',
  signupOpen: true,
  setupRequired: false,
  features: [],
};

export function answersServerInfo(info: Partial<ServerInfo> = {}) {
  return http.get('/api/v1/server', () => HttpResponse.json({ ...serverInfo, ...info }));
}

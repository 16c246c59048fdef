import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { forgetLogin } from '@/api/login';
import { server } from './server';

// What jsdom lacks: Base UI asks for the first two, the theme for the third, axe can do without the last.
Element.prototype.getAnimations = () => [];
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

globalThis.matchMedia = (media) =>
  Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList;

HTMLCanvasElement.prototype.getContext = () => null;

configure({ asyncUtilTimeout: 10_000 });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  forgetLogin('person');
});
afterAll(() => server.close());

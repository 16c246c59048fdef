import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const platform = process.env.TUNNEL_SERVER ?? 'http://localhost:9000';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: 'dist',
    target: 'baseline-widely-available',
    // The content security policy has no data: for fonts and scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': platform } },
  preview: { proxy: { '/api': platform } },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://console.test:9000/' } },
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    testTimeout: 30_000, // a busy build machine is slow, not broken
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});

// node service.mjs FILE: the demo's local web service, on a free loopback port that it writes to FILE. Browsers get a page with
// a live clock (server-sent events), everything else one line of text.
import { createServer } from 'node:http';
import { renameSync, writeFileSync } from 'node:fs';
import { page } from './page.mjs';

const portFile = process.argv[2];
let visits = 0;

function clock(request, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const tick = () => response.write(`data: ${new Date().toISOString()}\n\n`);
  tick();
  const timer = setInterval(tick, 1000);
  response.on('close', () => clearInterval(timer));
}

function home(request, response) {
  visits += 1;
  const { port } = server.address();
  const wantsPage = (request.headers.accept ?? '').includes('text/html');
  response.writeHead(200, { 'content-type': `text/${wantsPage ? 'html' : 'plain'}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(wantsPage ? page({ request, port, visits }) : `Hello from localhost:${port}. This is visit ${visits}, and it came through the tunnel.\n`);
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/clock') return clock(request, response);
  if (pathname === '/') return home(request, response);
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end(`The sample service has no ${pathname}\n`);
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  console.log(`sample service on http://localhost:${port}`);
  writeFileSync(`${portFile}.new`, String(port));
  renameSync(`${portFile}.new`, portFile);
});

// node fetch.mjs URL: prints the body, fails unless the status is 2xx. As curl does, *.localhost is this machine, whatever
// the system's resolver says.
import { get } from 'node:http';

const url = new URL(process.argv[2]);
const loopback = url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
const request = get(
  { host: loopback ? '127.0.0.1' : url.hostname, port: url.port, path: url.pathname + url.search, headers: { host: url.host } },
  (response) => {
    response.pipe(process.stdout);
    if (response.statusCode < 200 || response.statusCode > 299) {
      console.error(`dev: ${url} answered ${response.statusCode}`);
      process.exitCode = 1;
    }
  },
);
request.setTimeout(15_000, () => request.destroy(new Error('no answer within 15 s')));
request.on('error', (error) => {
  console.error(`dev: ${url}: ${error.message}`);
  process.exitCode = 1;
});

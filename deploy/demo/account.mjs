// node account.mjs PLATFORM_URL FILE: makes the demo's account and authtoken through the REST API, or finds that the ones
// kept in FILE (0600) still work. Running it again changes nothing.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const [platform, file] = process.argv.slice(2);

async function call(method, path, { bearer, body } = {}) {
  const response = await fetch(`${platform}/api/v1${path}`, {
    method,
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  const json = (response.headers.get('content-type') ?? '').includes('json') ? await response.json() : null;
  return { status: response.status, json };
}

function expect(answer, status, what) {
  if (answer.status === status) return answer.json;
  throw new Error(`${what}: ${answer.status} ${answer.json?.code ?? ''} ${answer.json?.detail ?? ''}`.trim());
}

function readAccount() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { email: 'demo@example.com', password: randomBytes(12).toString('base64url') };
  }
}

async function login({ email, password }) {
  const credentials = { email, password };
  const answer = await call('POST', '/auth/login', { body: credentials });
  if (answer.status !== 401) return expect(answer, 200, 'log in').accessToken;
  const signup = await call('POST', '/auth/signup', { body: credentials });
  if (signup.status === 409) throw new Error(`log in: ${email} exists with another password than the one in ${file}`);
  expect(signup, 201, 'sign up');
  return expect(await call('POST', '/auth/login', { body: credentials }), 200, 'log in').accessToken;
}

async function authtoken(accessToken, known) {
  if (known && (await call('GET', '/authtokens/current', { bearer: known })).status === 200) return known;
  const made = await call('POST', '/authtokens', { bearer: accessToken, body: { name: 'demo' } });
  return expect(made, 201, 'create an authtoken').token;
}

try {
  const account = readAccount();
  const accessToken = await login(account);
  const { email, password } = account;
  const token = await authtoken(accessToken, account.authtoken);
  writeFileSync(file, `${JSON.stringify({ email, password, authtoken: token }, null, 2)}\n`, { mode: 0o600 });
} catch (error) {
  console.error(`dev: ${error.message}`);
  process.exit(1);
}

// node compatibility.mjs OLD NEW: two built checkouts take turns as platform, edge and agent of one server, on ports and data of its
// own, while visitors come all the time. Fails when one of them does not get through.
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const checkouts = { older: process.argv[2], newer: process.argv[3] };
const work = mkdtempSync(join(tmpdir(), 'tunnel-compatibility-'));
const java = join(process.env.JAVA_HOME, 'bin/java');
const port = { platform: 31900, admin: 31910, http: 31080, https: 31443, agent: 31444 };
const server = `http://localhost:${port.platform}`;
const environment = {
  PATH: process.env.PATH,
  HOME: work,
  JAVA_HOME: process.env.JAVA_HOME,
  TUNNEL_DATA_DIR: join(work, 'data'),
  TUNNEL_DOMAIN: 'localhost',
  TUNNEL_PLATFORM_PORT: port.platform,
  TUNNEL_PLATFORM_URL: `http://127.0.0.1:${port.platform}`,
  TUNNEL_EDGE_HTTP_PORT: port.http,
  TUNNEL_EDGE_HTTPS_PORT: port.https,
  TUNNEL_EDGE_AGENT_PORT: port.agent,
  TUNNEL_EDGE_ADMIN: `127.0.0.1:${port.admin}`,
  TUNNEL_EDGE_TCP_PORTS: '31200-31219',
  TUNNEL_EDGE_DRAIN_SECONDS: 10,
  TUNNEL_EDGE_KEY: `te_${randomBytes(32).toString('base64url')}`,
};
const running = new Map();
const started = Date.now();

function say(text) {
  console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);
}

async function until(seconds, what, attempt) {
  const deadline = Date.now() + seconds * 1000;
  while (!(await attempt().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s`);
    await pause(100);
  }
}

function start(name, command, args, extra = {}) {
  const log = createWriteStream(join(work, `${name}.log`), { flags: 'a' });
  const child = spawn(command, args, { env: { ...environment, ...extra }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  child.ended = new Promise((resolve) => child.once('exit', resolve));
  running.set(name, child);
  return child;
}

async function stop(name) {
  const child = running.get(name);
  running.delete(name);
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 40_000);
  await child.ended;
  clearTimeout(killer);
}

async function answers(address) {
  return (await fetch(address, { signal: AbortSignal.timeout(2000) })).status === 200;
}

async function startPlatform(which) {
  start('platform', java, ['-Xmx512m', '-XX:+UseSerialGC', '-jar', join(checkouts[which], 'platform-server/target/quarkus-app/quarkus-run.jar')]);
  await until(120, `the ${which} platform is ready`, () => answers(`http://127.0.0.1:${port.platform}/q/health/ready`));
}

function launchEdge(which, name) {
  const options = ['--enable-native-access=ALL-UNNAMED', '-Xmx256m', '-XX:MaxDirectMemorySize=320m', '-XX:+UseSerialGC'];
  return start(name, java, [...options, '-jar', join(checkouts[which], 'tunnel-edge/target/tunnel-edge.jar')]);
}

const edgeReady = () => answers(`http://127.0.0.1:${port.admin}/health/ready`);

async function metric(name) {
  const text = await (await fetch(`http://127.0.0.1:${port.admin}/metrics`, { signal: AbortSignal.timeout(2000) })).text();
  return Number(text.match(new RegExp(`^${name}(?:\\{[^}]*\\})? ([0-9.e+]+)`, 'm'))?.[1]);
}

// The one that runs and its successor, which stands by until the first has gone.
async function handOver(which, from, to) {
  launchEdge(which, to);
  await until(30, 'the new edge stands by', async () => /stands? by|standing by|held by/i.test(readFileSync(join(work, `${to}.log`), 'utf8')));
  await stop(from);
  await until(30, `the ${which} edge is ready`, edgeReady);
}

// The services on the "laptop": one answers, one echoes.
const web = createServer((request, response) => {
  if (request.url !== '/slow') return response.end('hello');
  response.writeHead(200, { 'content-length': 60 });
  let left = 60;
  const timer = setInterval(() => {
    response.write('x');
    if (--left === 0) {
      clearInterval(timer);
      response.end();
    }
  }, 100);
  response.on('close', () => clearInterval(timer));
});
const echo = net.createServer((socket) => socket.on('error', () => {}).pipe(socket));
await new Promise((resolve) => web.listen(0, '127.0.0.1', resolve));
await new Promise((resolve) => echo.listen(0, '127.0.0.1', resolve));

function visit(name, path = '/') {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: port.http, path, agent: false, timeout: 20_000, headers: { host: `${name}.localhost:${port.http}` } }, (response) => {
      let body = '';
      response.setEncoding('latin1');
      response.on('data', (text) => (body += text));
      response.on('error', reject);
      response.on('end', () => (response.statusCode === 200 ? resolve(body) : reject(new Error(`${response.statusCode} ${body.slice(0, 80)}`))));
    })
      .on('timeout', function () {
        this.destroy(new Error('no answer within 20 s'));
      })
      .on('error', reject);
  });
}

// Comes ten times a second until it is told to stop; repeats once what was cut off, as browsers do.
function steadyVisitor(name) {
  const seen = { visits: 0, repeated: 0, failed: [] };
  let on = true;
  const done = (async () => {
    while (on) {
      const body = await visit(name).catch((first) => ((seen.repeated += 1), visit(name).catch((second) => `${first.message}; ${second.message}`)));
      seen.visits += 1;
      if (body !== 'hello') seen.failed.push(body);
      await pause(100);
    }
  })();
  return async () => {
    on = false;
    await done;
    return seen;
  };
}

// One TCP connection that is used all the time.
function steadyConnection(remote) {
  const seen = { echoes: 0, broken: false };
  const socket = net.connect(remote, '127.0.0.1');
  socket.on('data', () => (seen.echoes += 1));
  const timer = setInterval(() => socket.write('ping'), 200);
  socket.on('error', () => {}).on('close', () => {
    seen.broken = true;
    clearInterval(timer);
  });
  return () => {
    const broken = seen.broken;
    clearInterval(timer);
    socket.destroy();
    return { echoes: seen.echoes, broken };
  };
}

function echoes(remote) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(remote, '127.0.0.1', () => socket.write('ping'));
    socket.setTimeout(10_000, () => socket.destroy(new Error('no echo')));
    socket.on('data', (bytes) => resolve(socket.destroy() && String(bytes) === 'ping')).on('error', reject).on('close', () => reject(new Error('closed')));
  });
}

// `tunnel start --all` with an HTTP and a TCP tunnel.
function agentFolder(name, authtoken) {
  const folder = join(work, name);
  mkdirSync(folder);
  const extra = { TUNNEL_CONFIG: join(folder, 'tunnel.yml'), XDG_STATE_HOME: join(folder, 'state') };
  execFileSync(join(checkouts.newer, 'tunnel'), ['authtoken', authtoken, '--server', server], { env: { ...environment, ...extra }, stdio: 'pipe' });
  const file = extra.TUNNEL_CONFIG;
  writeFileSync(
    file,
    `${readFileSync(file, 'utf8')}\ntunnels:\n  web: {proto: http, target: ${web.address().port}, subdomain: ${name}}\n  echo: {proto: tcp, target: ${echo.address().port}}\n`,
  );
  return extra;
}

async function startAgent(which, name, extra) {
  const log = join(work, `agent-${name}.log`);
  rmSync(log, { force: true });
  start(`agent-${name}`, join(checkouts[which], 'tunnel'), ['start', '--all', '--no-inspect'], extra);
  let remote;
  await until(40, `the ${which} agent is online`, async () => {
    const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
    remote = Number(text.match(/url=tcp:\/\/localhost:(\d+)/)?.[1]);
    return remote > 0 && /url=http:/.test(text);
  });
  return remote;
}

// A new agent of each version comes, is visited, and goes.
async function bothAgents(where, folders) {
  for (const which of ['older', 'newer']) {
    const name = `${which}-guest`;
    const remote = await startAgent(which, name, folders[name]);
    if ((await visit(name)) !== 'hello' || !(await echoes(remote))) throw new Error(`${where}: the ${which} agent does not serve`);
    await stop(`agent-${name}`);
    say(`ok: ${where}, ${which} agent`);
  }
}

// What the visitors of both agents meet while something is replaced.
async function during(what, ports, connectionsStay, replace) {
  const visitors = ['older', 'newer'].map(steadyVisitor);
  const connections = Object.values(ports).map(steadyConnection);
  const downloads = ['older', 'newer'].map((name) => visit(name, '/slow').then((body) => body.length === 60));
  downloads.forEach((download) => download.catch(() => {}));
  await pause(1000);
  await replace();
  const whole = await Promise.all(downloads);
  await pause(2000);
  const kept = connections.map((end) => end());
  const seen = await Promise.all(visitors.map((end) => end()));
  const [visits, repeated] = ['visits', 'repeated'].map((key) => seen.reduce((sum, one) => sum + one[key], 0));
  const failed = seen.flatMap((one) => one.failed);
  say(
    `${what}: ${visits} visits, ${repeated} repeated, ${failed.length} failed; ${whole.filter(Boolean).length} of 2 downloads whole; ` +
      `${kept.filter((one) => !one.broken).length} of 2 TCP connections kept (${kept.reduce((sum, one) => sum + one.echoes, 0)} echoes)`,
  );
  if (failed.length > 0) throw new Error(`visitors failed: ${failed.slice(0, 5).join(' | ')}`);
  if (!whole.every(Boolean)) throw new Error('a download was cut');
  if (connectionsStay && kept.some((one) => one.broken)) throw new Error('a TCP connection was cut');
}

async function replacePlatform(which) {
  await stop('platform');
  await startPlatform(which);
  await until(60, 'the edge is known to the platform', async () => (await metric('tunnel_edge_platform_up')) === 1 && (await metric('tunnel_edge_registered')) === 1);
}

async function run() {
  await startPlatform('older');
  launchEdge('older', 'edge-1');
  await until(60, 'the older edge is ready', edgeReady);
  execFileSync('node', [join(checkouts.newer, 'deploy/demo/account.mjs'), server, join(work, 'account.json')], { env: environment, stdio: 'pipe' });
  const { authtoken } = JSON.parse(readFileSync(join(work, 'account.json'), 'utf8'));
  const folders = Object.fromEntries(['older', 'newer', 'older-guest', 'newer-guest'].map((name) => [name, agentFolder(name, authtoken)]));
  const ports = { older: await startAgent('older', 'older', folders.older), newer: await startAgent('newer', 'newer', folders.newer) };
  const replace = async (what, stays, action, where) => {
    await during(what, ports, stays, action);
    await bothAgents(where, folders);
  };
  await bothAgents('older platform, older edge', folders);
  await replace('platform upgraded', true, () => replacePlatform('newer'), 'newer platform, older edge');
  await replace('edge upgraded', false, () => handOver('newer', 'edge-1', 'edge-2'), 'newer platform, newer edge');
  await replace('platform back again', true, () => replacePlatform('older'), 'older platform, newer edge');
  await replace('edge back again', false, () => handOver('older', 'edge-2', 'edge-3'), 'older platform, older edge');
}

let status = 0;
try {
  await run();
  say('all well');
} catch (error) {
  status = 1;
  console.error(`check-compatibility: ${error.message}; logs: ${work}`);
} finally {
  const left = [...running.keys()].sort((a, b) => Number(a === 'platform') - Number(b === 'platform'));
  for (const name of left) await stop(name);
}
if (status === 0) rmSync(work, { recursive: true, force: true });
process.exit(status);

// node check-monitoring.mjs PROMETHEUS COMMAND…: asks a live Prometheus whether what is under deploy/monitoring works.
//   targets                every target is up
//   rules                  every alert of the rules file is loaded, without an error
//   queries                every query of the dashboards and alerts is answered, and of metrics that exist
//   firing NAME…           these alerts fire, or will within four minutes
//   quiet NAME…            none of these does, or will not within four minutes
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const [prometheus, command, ...names] = process.argv.slice(2);
const dashboards = 'deploy/monitoring/grafana/dashboards';
const rules = 'deploy/monitoring/prometheus/rules/tunnel.yml';

// What has no series before it happens for the first time.
const eventual = new Set(['tunnel_problems_total', 'jvm_gc_pause_seconds_sum', 'pg_stat_activity_count']);

async function ask(path, parameters = {}) {
  const response = await fetch(`${prometheus}/api/v1/${path}?${new URLSearchParams(parameters)}`);
  const answer = await response.json();
  if (answer.status !== 'success') throw new Error(`${path} ${JSON.stringify(parameters)}: ${answer.error}`);
  return answer.data;
}

async function until(seconds, what, attempt) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const missing = await attempt().catch((error) => [error.message]);
    if (missing.length === 0) return;
    if (Date.now() > deadline) throw new Error(`${what} after ${seconds} s: ${missing.join(', ')}`);
    await pause(1000);
  }
}

async function loadedRules() {
  return (await ask('rules')).groups.flatMap((group) => group.rules);
}

function panels() {
  return readdirSync(dashboards).flatMap((file) => {
    const { title, panels: all } = JSON.parse(readFileSync(`${dashboards}/${file}`, 'utf8'));
    return all.flatMap((panel) => (panel.targets ?? []).map(({ expr }) => ({ where: `${title}, “${panel.title}”`, expr })));
  });
}

// Without what stands in quotes: values of labels.
const metrics = (expr) => expr.replace(/"[^"]*"/g, '""').match(/\b(?:up|(?:tunnel|http_server|jvm|process|pg)_[a-z0-9_]+)\b(?!=)/g) ?? [];

async function targets() {
  await until(120, 'not up', async () => {
    const { activeTargets } = await ask('targets', { state: 'active' });
    return activeTargets.length === 0 ? ['none'] : activeTargets.filter((it) => it.health !== 'up').map((it) => `${it.labels.job} ${it.lastError}`);
  });
  const { activeTargets } = await ask('targets', { state: 'active' });
  console.log(`targets up: ${activeTargets.map((it) => it.labels.job).sort().join(', ')}`);
}

async function alerts() {
  const written = [...readFileSync(rules, 'utf8').matchAll(/^ +- alert: (\w+)/gm)].map((match) => match[1]);
  await until(60, 'not evaluated', async () => {
    const healthy = new Set((await loadedRules()).filter((rule) => rule.health === 'ok').map((rule) => rule.name));
    return written.filter((name) => !healthy.has(name));
  });
  console.log(`${written.length} alerts are loaded and evaluated without an error`);
}

async function queries() {
  const all = [...panels(), ...(await loadedRules()).map((rule) => ({ where: `alert ${rule.name}`, expr: rule.query }))];
  let data = 0;
  await until(120, 'metrics that nobody has', async () => {
    const known = new Set(await ask('label/__name__/values'));
    return all.flatMap(({ where, expr }) => metrics(expr).filter((name) => !known.has(name) && !eventual.has(name)).map((name) => `${name} (${where})`));
  });
  for (const { expr } of all) {
    const { result } = await ask('query', { query: expr.replaceAll('$__rate_interval', '1m') });
    data += result.length > 0 ? 1 : 0;
  }
  console.log(`${all.length} queries of dashboards and alerts are answered, ${data} of them with data now; every metric in them exists`);
  for (const { where, expr } of panels()) {
    const { result } = await ask('query', { query: expr.replaceAll('$__rate_interval', '1m') });
    if (result.length === 0) console.log(`  nothing yet: ${where}: ${expr}`);
  }
}

const active = async (state) => new Set((await ask('alerts')).alerts.filter((it) => it.state === state).map((it) => it.labels.alertname));

async function firing() {
  await until(240, 'not firing', async () => {
    const now = await active('firing');
    return names.filter((name) => !now.has(name));
  });
  console.log(`firing: ${names.join(', ')}`);
}

async function quiet() {
  await until(240, 'still firing', async () => {
    const now = await active('firing');
    return names.filter((name) => now.has(name));
  });
  console.log(`quiet again: ${names.join(', ')}`);
}

await { targets, rules: alerts, queries, firing, quiet }[command]().catch((error) => {
  console.error(`check-monitoring: ${error.message}`);
  process.exit(1);
});

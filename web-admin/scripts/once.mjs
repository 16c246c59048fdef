// Runs a step of the build only when what it reads has changed since it last succeeded, so that Maven may call it
// every time. Usage, in the folder of the module: node …/once.mjs install|build|check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

const root = process.cwd();
// Where the module's files go, what else they are made of, and the scripts that check them.
const { output, inputs: further, checks } = JSON.parse(readFileSync('package.json', 'utf8')).once;
const dependencies = ['package.json', 'package-lock.json'];
const sources = [
  ...dependencies,
  'index.html',
  'public',
  'src',
  'vite.config.ts',
  'tsconfig.json',
  ...further,
];
const npm = (...args) => ['npm', '--no-fund', '--no-audit', '--no-update-notifier', ...args];

const steps = {
  install: {
    inputs: dependencies,
    stamp: 'node_modules/.once-install',
    output: 'node_modules',
    commands: [npm('ci', '--include=dev')],
  },
  build: {
    inputs: sources,
    stamp: 'target/once/build',
    output: join(output, 'index.html'),
    commands: [npm('run', 'build', '--', '--outDir', output, '--emptyOutDir', '--logLevel', 'warn')],
  },
  check: {
    inputs: [...sources, 'scripts', 'eslint.config.js', '.prettierrc.json'],
    stamp: 'target/once/check',
    commands: checks.map((name) => npm('run', name)),
  },
};

const name = process.argv[2];
const step = steps[name];
if (!step) fail(`unknown step ${name}: one of ${Object.keys(steps).join(', ')}`);
const digest = digestOf(step.inputs);
if (!isDone(step, digest)) {
  step.commands.forEach(run);
  mkdirSync(dirname(step.stamp), { recursive: true });
  writeFileSync(step.stamp, digest);
}

function isDone({ stamp, output: made }, wanted) {
  if (made && !existsSync(made)) return false;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

/** A digest of the names and contents of files, and of what runs them. */
function digestOf(inputs) {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  for (const file of inputs.flatMap(filesOf))
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true }).map((entry) => join(path, entry));
  return entries.filter((entry) => statSync(entry).isFile()).sort();
}

/** Silent when it succeeds, whatever notices npm prints; everything it said when it does not. */
function run([command, ...args]) {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', CI: '1' },
  });
  if (error?.code === 'ENOENT') fail('npm is not on the PATH (it comes with Node 20.19 or newer)');
  if (error) fail(String(error));
  if (status !== 0) fail(`${[command, ...args].join(' ')} failed\n${stdout}${stderr}`);
}

function fail(message) {
  console.error(`${basename(root)}: ${message}`);
  process.exit(1);
}

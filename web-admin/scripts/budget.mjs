// Fails when what a browser fetches for its first page weighs more than the budget: the entry, the overview and one
// language with everything they import at once, all style sheets, and the fonts of a Latin text. What a further page
// or the first chart adds has a budget of its own. Measured compressed, as it is sent.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const budgets = { first: 350_000, chunk: 60_000 };
const root = 'target/classes/META-INF/resources';
const assets = join(root, 'assets');

const names = readdirSync(assets);
const page = readFileSync(join(root, 'index.html'), 'utf8');
const roots = names.filter(
  (name) => page.includes(`/assets/${name}`) || /^(OverviewPage|en)-[^.]*\.js$/.test(name),
);
if (roots.length < 3) throw new Error(`the first page is made of ${roots.join(', ')}: look at this script`);

const first = new Set(roots);
for (const name of first) {
  if (!name.endsWith('.js')) continue;
  const code = readFileSync(join(assets, name), 'utf8');
  for (const [, imported] of code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
    first.add(imported);
}
names
  .filter((name) => name.endsWith('.css') || /-latin-wght.*\.woff2$/.test(name))
  .forEach((name) => first.add(name));

const weigh = (name) => ({ name, bytes: gzipSync(readFileSync(join(assets, name))).length });
const parts = [...first].map(weigh).sort((a, b) => b.bytes - a.bytes);
const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
const later = names.filter((name) => name.endsWith('.js') && !first.has(name)).map(weigh);
const heavy = later.filter(({ bytes }) => bytes > budgets.chunk);
const rest = later.reduce((sum, { bytes }) => sum + bytes, 0);
console.log(
  `first page: ${total} of ${budgets.first} bytes; ${later.length} chunks fetched later: ${rest} bytes`,
);
if (total > budgets.first || heavy.length > 0) {
  for (const { name, bytes } of [...parts, ...heavy]) console.error(`${bytes}\t${name}`);
  process.exit(1);
}

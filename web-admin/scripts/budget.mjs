// Fails when what a browser fetches for its first page weighs more than the budget: every script and style sheet,
// as if all pages were opened, and the fonts of a Latin text. Measured compressed, as it is sent.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const budget = 350_000;
const assets = 'target/classes/META-INF/resources/assets';

const sizes = readdirSync(assets)
  .filter((name) => /\.(js|css)$/.test(name) || /-latin-wght.*\.woff2$/.test(name))
  .map((name) => ({ name, bytes: gzipSync(readFileSync(join(assets, name))).length }));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
console.log(`${total} of ${budget} bytes`);
if (total > budget) {
  for (const { name, bytes } of sizes.sort((a, b) => b.bytes - a.bytes)) console.error(`${bytes}\t${name}`);
  process.exit(1);
}

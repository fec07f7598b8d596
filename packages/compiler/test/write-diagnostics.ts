// `npm run docs:diagnostics`: examples for `explain` and the pages of docs/diagnostics, from the golden folders and the catalogue.
// Twice where the examples changed: the pages are made from the examples that this process has loaded.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { EXAMPLES_FILE, examplesText, PAGES, pages } from './support/diagnostic-pages.ts';

const examples = examplesText();
if (readFileSync(EXAMPLES_FILE, 'utf8') !== examples) {
  writeFileSync(EXAMPLES_FILE, examples);
  const again = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(again.status ?? 1);
}
mkdirSync(PAGES, { recursive: true });
const made = pages();
for (const name of readdirSync(PAGES)) if (!made.has(name)) rmSync(new URL(name, PAGES));
for (const [name, text] of made) writeFileSync(new URL(name, PAGES), text);
process.stdout.write(`${made.size} pages\n`);

// npm run coverage: how much of the engine, the graph and the expressions the tests run; exit 1 below the bound. FOLDER: reads what
// an earlier run left there instead of running the tests.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coveredLines } from './lines.ts';
import type { FileLines } from './lines.ts';

/** Percent of the lines of each of the folders. */
const LEAST = 95;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['graph', 'engine', 'expression'].map((name) => `packages/core/src/${name}/`);
/** Those that exercise the three; `npm test` runs all. */
const TESTS = [
  'packages/core/test/engine/**/*.test.ts',
  'packages/core/test/expression/**/*.test.ts',
  'packages/core/test/graph/**/*.test.ts',
  'packages/core/test/rehearsal/**/*.test.ts',
  'packages/core/test/schema/**/*.test.ts',
  'packages/core/test/runtime/costs.test.ts',
  'packages/core/test/runtime/models.test.ts',
  'packages/core/test/store/costs.property.test.ts',
  'packages/compiler/test/conformance/*.test.ts',
  'packages/compiler/test/expression/*.test.ts',
  'packages/compiler/test/template/*.test.ts',
  'packages/compiler/test/conditions.test.ts',
  'packages/server/test/engine-compat.test.ts',
  'packages/server/test/http/interact.test.ts',
  'test/fact-kinds.test.ts',
];

const [given] = process.argv.slice(2);
const folder = given ?? mkdtempSync(join(tmpdir(), 'configurable-agents-coverage-'));
const status = given === undefined ? runTests(folder) : 0;
if (status === 0) report(coveredLines(folder, (path) => FOLDERS.some((each) => path.startsWith(join(ROOT, each)))));
else process.exitCode = status;
if (given === undefined) rmSync(folder, { recursive: true, force: true });

function runTests(coverage: string): number {
  const options = ['conditions=@configurable-agents/source', 'disable-warning=ExperimentalWarning'];
  const flags = ['--no-config', ...options.flatMap((option) => ['--node-option', option]), '--check-leaks'];
  const mocha = fileURLToPath(import.meta.resolve('mocha/bin/mocha.js'));
  const args = [mocha, ...flags, '--timeout', '60000', '--reporter', 'dot', ...TESTS];
  const env = { ...process.env, NODE_V8_COVERAGE: coverage };
  return spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
}

function report(files: readonly FileLines[]): void {
  for (const { path, lines, missed } of files) {
    if (missed.length > 0) say(`${percent(lines, missed.length)} ${relative(ROOT, path)}: ${missed.join(' ')}`);
  }
  for (const each of FOLDERS) {
    const within = files.filter(({ path }) => path.startsWith(join(ROOT, each)));
    const lines = within.reduce((sum, file) => sum + file.lines, 0);
    const missed = within.reduce((sum, file) => sum + file.missed.length, 0);
    const isEnough = lines > 0 && (1 - missed / lines) * 100 >= LEAST;
    say(`${isEnough ? 'met   ' : 'MISSED'} ${each}: ${percent(lines, missed)} of ${lines} lines (>= ${LEAST} %)`);
    if (!isEnough) process.exitCode = 1;
  }
}

function percent(lines: number, missed: number): string {
  return `${((1 - missed / lines) * 100).toFixed(1).padStart(5)} %`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

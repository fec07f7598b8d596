// npm run test:author: plays somebody who writes a first plugin, from nothing to a workflow that uses it in a running server. Nothing is fetched
// but from npm's cache. Prints the time of each step; the last line counts the steps, as test runs do. With a folder as its argument the
// product that is installed there is used, else this checkout.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startDashboard } from '../support/dashboard.mjs';

const execute = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const [, , installed] = process.argv;
const COMMAND =
  installed === undefined
    ? join(ROOT, 'packages', 'server', 'bin', 'configurable-agents.js')
    : join(installed, 'node_modules', '@configurable-agents', 'server', 'bin', 'configurable-agents.js');
/** What an author is promised; said, not asserted. */
const BUDGET_S = 300;

const work = mkdtempSync(join(tmpdir(), 'configurable-agents-author-'));
const plugin = join(work, 'acme');
const project = join(work, 'project');
const env = environment();
const times = [];
let server;

/** This Node, and nothing of whoever started the script; npm is told that there is no network. */
function environment() {
  const { NODE_OPTIONS: _options, WEBHOOK_SECRET: _secret, ...rest } = process.env;
  const clean = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !/^(npm_|CONFIGURABLE_AGENTS_)/i.test(name)),
  );
  const path = (rest.PATH ?? '').split(delimiter).filter((part) => !part.includes('node_modules'));
  return {
    ...clean,
    NO_COLOR: '1',
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
    PATH: [dirname(process.execPath), ...path].join(delimiter),
  };
}

async function step(name, work) {
  const began = performance.now();
  await work();
  times.push({ name, seconds: (performance.now() - began) / 1000 });
  process.stdout.write(`  ok  ${name} ${times.at(-1).seconds.toFixed(1)} s\n`);
}

const run = async (cwd, file, ...args) =>
  (await execute(file, args, { cwd, env, timeout: 300_000, maxBuffer: 2 ** 26 })).stdout;
const command = (cwd, ...args) => run(cwd, process.execPath, COMMAND, ...args);

/** The commands that `plugins create` says come next are those that are played. */
async function create() {
  const said = await command(work, 'plugins', 'create', 'acme', '--kind', 'action');
  assert.match(said, /Go on:\n\n {2}cd acme && npm ci\n {2}npm test\n {2}npm run dev\n/);
}

/** A change of the author's own, with a test for it. */
function edit() {
  const source = join(plugin, 'src', 'index.ts');
  const before = readFileSync(source, 'utf8');
  const after = before.replace("return { text: `${context.config.greeting ?? 'Hello'}, ${input.name}!` };", (line) =>
    line.replace('!`', '! You have ${input.name.length} letters.`'),
  );
  assert.notEqual(after, before);
  writeFileSync(source, after);
  const test = join(plugin, 'test', 'greet.test.ts');
  writeFileSync(
    test,
    readFileSync(test, 'utf8').replace('Good morning, Ada!', 'Good morning, Ada! You have 3 letters.'),
  );
}

async function check() {
  const { ok, checks } = JSON.parse(await command(plugin, 'plugins', 'check', '--json'));
  assert.ok(ok, JSON.stringify(checks));
  assert.deepEqual(
    checks.filter(({ status }) => status === 'skipped').map(({ name }) => name),
    ['capabilities'],
  );
}

async function build() {
  await run(plugin, 'npm', 'run', '--silent', 'build');
  await command(plugin, 'plugins', 'build', '--check');
  assert.ok(existsSync(join(plugin, 'dist', 'index.js')));
}

/** A project of an operator. */
async function install() {
  mkdirSync(project);
  writeFileSync(join(project, 'configurable-agents.yaml'), 'data_dir: .configurable-agents\n');
  writeFileSync(
    join(project, 'welcome.yaml'),
    "name: welcome\nstate:\n  type: object\n  properties: { who: { type: string } }\nnodes:\n  - { name: greet, uses: acme.greet, with: { name: '{who}' } }\n",
  );
  await command(project, 'plugins', 'add', '../acme', '--grant');
  await command(project, 'validate', 'welcome.yaml', '--strict');
}

async function serve() {
  server = await startDashboard([process.execPath, COMMAND], { cwd: project, env });
}

async function use() {
  const registered = await server.post('/api/workflows', { name: 'welcome', config_path: 'welcome.yaml' });
  assert.equal(registered.status, 201, JSON.stringify(registered.body));
  const answer = await server.post('/webhooks/generic?wait=30s', {
    workflow_name: 'welcome',
    inputs: { who: 'Grace' },
  });
  assert.equal(answer.body.status, 'success', JSON.stringify(answer.body));
  assert.deepEqual(answer.body.result, { text: 'Hello, Grace! You have 5 letters.' });
}

async function stop() {
  server.kill('SIGTERM');
  assert.equal(await server.exited, 0);
}

const steps = [
  ['configurable-agents plugins create acme', create],
  ['npm ci, from the cache alone', () => run(plugin, 'npm', 'ci', '--offline', '--no-audit', '--no-fund')],
  ['npm test, as it was made', () => run(plugin, 'npm', 'test', '--silent')],
  ['a change, and npm test', async () => (edit(), await run(plugin, 'npm', 'test', '--silent'))],
  ['configurable-agents plugins check', check],
  ['npm run build, which writes plugin.json', build],
  ['configurable-agents plugins add in a project, a workflow that uses it', install],
  ['configurable-agents dashboard', serve],
  ['a delivery to the webhook, and its result', use],
  ['the server ends', stop],
];
let failed = 0;
try {
  for (const [name, run] of steps) await step(name, run);
} catch (error) {
  failed = 1;
  const output = [error.stdout, error.stderr].filter(Boolean).join('\n');
  process.stdout.write(
    `  BAD ${steps[times.length][0]}\n${String(error.stack).replaceAll(/^/gm, '      ')}\n${output}\n`,
  );
} finally {
  server?.kill('SIGKILL');
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
const total = times.reduce((sum, { seconds }) => sum + seconds, 0);
process.stdout.write(`from nothing to a running workflow: ${total.toFixed(1)} s, of ${BUDGET_S} s that are promised\n`);
process.stdout.write(`${times.length} passed, ${failed} failed, ${steps.length - times.length - failed} skipped\n`);
if (failed > 0) process.exitCode = 1;

// npm run check:pack: packs every package, holds its file list against files.txt, lints it, installs all of them in an empty
// folder outside the repository, and uses them there as somebody would who has nothing else.
// UPDATE_GOLDEN=1 rewrites files.txt.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startDashboard } from '../support/dashboard.mjs';
import { checkAcme } from './acme.mjs';

const execute = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const GOLDEN = join(import.meta.dirname, 'files.txt');
const EXAMPLE = join(ROOT, 'examples', 'webhook_integration', 'webhook_integration.yaml');
const INPUTS = { event_type: 'deployment', message: 'packed', slack_channel: '#releases' };

let passed = 0;
let failed = 0;

async function check(name, test) {
  try {
    await test();
    passed += 1;
    process.stdout.write(`  ok  ${name}\n`);
  } catch (error) {
    failed += 1;
    const output = [error.stdout, error.stderr].filter(Boolean).join('\n');
    process.stdout.write(`  BAD ${name}\n${String(error.message).replaceAll(/^/gm, '      ')}\n${output}\n`);
  }
}

/** Folders of the packages, the SDK first. */
function packageFolders() {
  const { references } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'));
  return references.map(({ path }) => path);
}

const manifestOf = (folder) => JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));

async function pack(folder, destination) {
  const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', destination], {
    cwd: join(ROOT, folder),
  });
  const [{ filename, files }] = JSON.parse(stdout);
  return { folder, tarball: join(destination, filename), files: files.map(({ path }) => path).toSorted() };
}

/** One line for a source file's outputs, so that the list shows what changed and no more. The SDK has no maps: they lead to sources. */
function fileLines(files) {
  const hasMaps = files.some((file) => file.endsWith('.map'));
  const outputs = hasMaps ? ['.js', '.js.map', '.d.ts', '.d.ts.map'] : ['.js', '.d.ts'];
  const all = new Set(files);
  return files.flatMap((file) => {
    const stem = outputs.map((end) => (file.endsWith(end) ? file.slice(0, -end.length) : undefined)).find(Boolean);
    if (stem === undefined || !outputs.every((end) => all.has(`${stem}${end}`))) return [file];
    return file === `${stem}.js` ? [`${stem}.{${outputs.map((end) => end.slice(1)).join(',')}}`] : [];
  });
}

async function checkFiles(packages) {
  const text = packages
    .map(
      ({ folder, files }) =>
        `${manifestOf(folder).name}\n${fileLines(files)
          // A chunk is named by what is in it, and so is how many there are.
          .map((file) => file.replace(/^dist\/chunks\/.*/, 'dist/chunks/*'))
          .filter((file, at, all) => all.indexOf(file) === at)
          .map((file) => `  ${file}\n`)
          .join('')}`,
    )
    .join('');
  if (process.env.UPDATE_GOLDEN === '1') await writeFile(GOLDEN, text);
  await check('the files of each package are those of files.txt', async () => {
    assert.equal(text, await readFile(GOLDEN, 'utf8'), 'UPDATE_GOLDEN=1 rewrites the list; read the difference');
  });
  for (const { folder, files } of packages) {
    await check(`${folder} holds no output of a source file that is gone, no tests and no sources`, () => {
      const stale = files.filter((file) => {
        // Chunks of a bundle are made of many sources.
        if (file.startsWith('dist/chunks/')) return false;
        const [, stem] = /^dist\/(.+?)\.(?:js|d\.ts)$/.exec(file) ?? [];
        return (
          stem !== undefined && !['ts', 'js'].some((end) => existsSync(join(ROOT, folder, 'src', `${stem}.${end}`)))
        );
      });
      assert.deepEqual(stale, [], `remove ${folder}/dist and build again`);
      assert.deepEqual(
        files.filter((file) => /^(test|src)\/|\.tsbuildinfo$/.test(file)),
        [],
      );
    });
  }
}

/** An environment in which only this Node and what is installed below the folder can be found. */
function environment() {
  const { NODE_OPTIONS: _options, WEBHOOK_SECRET: _secret, ...rest } = process.env;
  const path = (rest.PATH ?? '').split(delimiter).filter((part) => !part.includes('node_modules'));
  const clean = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !/^(npm_|CONFIGURABLE_AGENTS_)/i.test(name)),
  );
  return { ...clean, NO_COLOR: '1', PATH: [dirname(process.execPath), ...path].join(delimiter) };
}

async function install(packages, folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"name":"empty","private":true,"type":"module"}\n');
  await copyFile(EXAMPLE, join(folder, 'workflow.yaml'));
  const tarballs = packages.map(({ tarball }) => tarball);
  await execute('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs], {
    cwd: folder,
    env: environment(),
    timeout: 300_000,
    maxBuffer: 2 ** 26,
  });
}

async function checkEntries(packages, folder) {
  for (const { folder: source } of packages) {
    const { name, exports } = manifestOf(source);
    // A manifest is read as a file; it is no module, and has no types.
    for (const entry of Object.keys(exports).filter((each) => !each.endsWith('.json'))) {
      const specifier = `${name}${entry.slice(1)}`;
      await check(`${specifier} can be imported and has types`, async () => {
        const script = `const names = Object.keys(await import('${specifier}')); if (names.length === 0) process.exit(1);`;
        await execute(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, env: environment() });
        assert.ok(existsSync(join(folder, 'node_modules', name, exports[entry].types)), exports[entry].types);
      });
    }
  }
}

async function checkCommands(folder) {
  const options = { cwd: folder, env: environment(), timeout: 60_000 };
  const npx = (...args) => execute('npx', ['--no-install', 'configurable-agents', ...args], options);
  await check('the command is the installed one', async () => {
    const bin = await realpath(join(folder, 'node_modules', '.bin', 'configurable-agents'));
    assert.ok(bin.startsWith(await realpath(folder)), bin);
    const { stdout } = await npx('--version');
    assert.equal(stdout.trim(), manifestOf('packages/server').version);
  });
  await check('npx configurable-agents validate', async () => {
    const { stdout } = await npx('validate', 'workflow.yaml', '--format', 'json');
    assert.deepEqual(JSON.parse(stdout).summary.errors, 0);
  });
  await check('npx configurable-agents run --provider echo', async () => {
    const inputs = Object.entries(INPUTS).flatMap(([name, value]) => ['--input', `${name}=${value}`]);
    const { stdout } = await npx('run', 'workflow.yaml', '--provider', 'echo', '--json', ...inputs);
    const { status, result } = JSON.parse(stdout);
    assert.equal(status, 'succeeded');
    assert.match(result, /^\[echo\][\s\S]*packed/);
  });
  await check('npx configurable-agents init', async () => {
    const { stdout } = await npx('init', 'begun', '--name', 'first', '--json');
    const { files } = JSON.parse(stdout);
    assert.ok(files.length > 0 && files.every(({ status }) => status === 'written'), stdout);
    await npx('validate', 'begun', '--strict');
  });
  await check('npx configurable-agents plugins create, and what follows, by what is installed here', async () => {
    const script = join(import.meta.dirname, '..', 'author', 'author.mjs');
    const { stdout } = await execute(process.execPath, [script, folder], { ...options, timeout: 300_000 });
    assert.match(stdout, /\n10 passed, 0 failed, 0 skipped\n$/);
  });
  await check('docs/deploy.md, by what is installed here', async () => {
    const script = join(import.meta.dirname, '..', 'deploy', 'deploy.mjs');
    const { stdout } = await execute(process.execPath, [script, folder], { ...options, timeout: 120_000 });
    const blocks = (await readFile(join(ROOT, 'docs', 'deploy.md'), 'utf8')).match(/^```bash/gm);
    assert.match(stdout, new RegExp(`\\n${blocks.length} passed, 0 failed, 0 skipped\\n$`));
  });
  await check('configurable-agents lsp --stdio', () => checkEditor(options));
  await check('npx configurable-agents dashboard, and the client of its API', () => checkDashboard(options));
}

async function checkEditor({ cwd, env }) {
  const child = spawn(join(cwd, 'node_modules', '.bin', 'configurable-agents'), ['lsp', '--stdio'], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const say = (message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  let out = '';
  const shown = new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.includes('publishDiagnostics')) resolve();
    });
  });
  const text = `${await readFile(join(cwd, 'workflow.yaml'), 'utf8')}\nunheard_of: 1\n`;
  const document = { uri: 'file:///packed.yaml', languageId: 'yaml', version: 1, text };
  say({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  say({ method: 'textDocument/didOpen', params: { textDocument: document } });
  await Promise.race([shown, exited.then((code) => Promise.reject(new Error(`ended with ${code}`)))]);
  assert.match(out, /"code":"W101"/);
  say({ id: 2, method: 'shutdown' });
  say({ method: 'exit' });
  assert.equal(await exited, 0);
}

async function checkDashboard({ cwd, env }) {
  // What npx starts: it passes signals on in its own way, and this is about the command.
  const command = join(cwd, 'node_modules', '.bin', 'configurable-agents');
  const { url, post, kill, exited } = await startDashboard([command], { args: ['--provider', 'echo'], cwd, env });
  const client = createRequire(join(cwd, 'package.json')).resolve('@configurable-agents/client');
  const { createClient, dataOf } = await import(pathToFileURL(client).href);
  const api = createClient({ url });
  try {
    const registered = await api.POST('/api/workflows', { body: { name: 'packed', config_path: 'workflow.yaml' } });
    assert.equal(registered.response.status, 201, JSON.stringify(registered.error));
    const { body } = await post('/webhooks/generic?wait=30s', { workflow_name: 'packed', inputs: INPUTS });
    assert.equal(body.status, 'success', JSON.stringify(body));
    const run = dataOf(await api.GET('/api/runs/{id}', { params: { path: { id: body.run_id } } }));
    assert.deepEqual([run.status, run.result], ['succeeded', body.result]);
    const page = await fetch(`${url}/runs/${body.run_id}`);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /format_notification/);
  } finally {
    kill('SIGTERM');
  }
  assert.equal(await exited, 0);
}

const work = await mkdtemp(join(tmpdir(), 'configurable-agents-pack-'));
try {
  const packages = [];
  for (const folder of packageFolders()) packages.push(await pack(folder, work));
  await checkFiles(packages);
  for (const { folder, tarball } of packages) {
    await check(`publint ${folder}`, () =>
      execute(join(ROOT, 'node_modules', '.bin', 'publint'), ['run', tarball, '--strict']),
    );
  }
  const folder = join(work, 'empty');
  let isInstalled = false;
  await check('the packages install in an empty folder', async () => {
    await install(packages, folder);
    isInstalled = true;
  });
  if (isInstalled) {
    await checkEntries(packages, folder);
    await checkCommands(folder);
    const [{ tarball: sdk }] = packages;
    await checkAcme(check, { installed: folder, sdk, work, env: environment() });
  }
} finally {
  await rm(work, { recursive: true, force: true, maxRetries: 5 });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
if (failed > 0) process.exitCode = 1;

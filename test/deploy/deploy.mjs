// npm run test:deploy: plays somebody who deploys a server by "Step by step" of docs/deploy.md, every command of it as it stands there, in a
// folder of its own. Blocks that take another machine (root, docker, ngrok, npm's registry) are read by bash and not run; a restart of the
// service is one of the process, under deliveries. With another folder as its argument the product that is installed there is
// used, else this checkout. The last line counts the steps, as test runs do.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const SOURCE = '--conditions=@configurable-agents/source';
const PAGE = readFileSync(join(ROOT, 'docs', 'deploy.md'), 'utf8');
const [, , installed] = process.argv;
const DELIVERIES = 40;

const home = mkdtempSync(join(tmpdir(), 'configurable-agents-deploy-'));
const port = await freePort();
const env = environment();
let server;
let passed = 0;
let failed = 0;

/** This Node and the command, from source or as it was installed; nothing of whoever started the script. */
function environment() {
  const bin = join(home, 'bin');
  mkdirSync(bin);
  const command =
    installed === undefined
      ? join(ROOT, 'packages', 'server', 'bin', 'configurable-agents.js')
      : join(installed, 'node_modules', '@configurable-agents', 'server', 'bin', 'configurable-agents.js');
  symlinkSync(command, join(bin, 'configurable-agents'));
  return {
    PATH: [bin, dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter)].join(delimiter),
    HOME: home,
    NO_COLOR: '1',
    ...(installed === undefined ? { NODE_OPTIONS: `${SOURCE} --disable-warning=ExperimentalWarning` } : {}),
  };
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address();
  probe.close();
  await once(probe, 'close');
  return free;
}

/** The blocks of the page, with the heading that each stands under. */
function blocks() {
  let heading = '';
  const found = [];
  for (const [, title, info, text] of PAGE.matchAll(/^#{2,3} (.*)$|^```bash ?(\w*)\n([^]*?)^```$/gm)) {
    if (title === undefined) found.push({ heading, info, text: text.replaceAll('8443', String(port)) });
    else heading = title;
  }
  return found;
}

const bash = async (text) =>
  (await execute('bash', ['-euo', 'pipefail', '-c', text], { cwd: home, env, timeout: 60_000 })).stdout;

async function start(text) {
  const child = spawn('bash', ['-c', `exec ${text}`], { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => (said += chunk));
  const exited = once(child, 'exit');
  const ready = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('ready ') && resolve());
  });
  await Promise.race([ready, exited.then(([code]) => Promise.reject(new Error(`it ended with ${code}: ${said}`)))]);
  return { text, said: () => said, stop: async () => (child.kill('SIGTERM'), (await exited)[0]) };
}

/** A signed delivery; undefined where nobody answers, which its sender tries again. */
async function deliver(id) {
  const body = JSON.stringify({ workflow_name: 'greet', inputs: { who: id }, webhook_id: id });
  const secret = readFileSync(join(home, 'secrets', 'webhook'), 'utf8').trim();
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return await new Promise((resolve) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/webhooks/generic',
        method: 'POST',
        agent: false,
        servername: 'webhooks.example.com',
        ca: readFileSync(join(home, 'secrets', 'cert.pem')),
        headers: {
          Host: `webhooks.example.com:${port}`,
          'Content-Type': 'application/json',
          'X-Webhook-Signature': `sha256=${signature}`,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve(response.statusCode < 300 ? JSON.parse(text).run_id : undefined));
        response.on('error', () => resolve(undefined));
      },
    );
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

/** Deliveries go on while the server restarts: each is answered in the end, starts one run, and that run ends well. */
async function restart() {
  const sending = Array.from({ length: DELIVERIES }, async (_, i) => {
    await new Promise((resolve) => setTimeout(resolve, i * 40));
    for (;;) {
      const run = await deliver(`restart-${i}`);
      if (run !== undefined) return run;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await server.stop(), 0, server.said());
  server = await start(server.text);
  const accepted = await Promise.all(sending);
  assert.equal(new Set(accepted).size, DELIVERIES);
  const runs = async () => JSON.parse(await bash('configurable-agents runs list --json --limit 1000')).items;
  let open = [];
  do open = (await runs()).filter(({ finished_at: at }) => at === null);
  while (open.length > 0);
  const ended = new Map((await runs()).map(({ run_id: id, status }) => [id, status]));
  assert.deepEqual([...new Set(accepted.map((id) => ended.get(id)))], ['succeeded']);
  assert.equal(ended.size, DELIVERIES + 1, 'no delivery started two runs');
}

/** What must come of the commands under a heading. */
const EXPECTED = {
  Configure: (out) => assert.equal(out, ''),
  Secrets: (out) => {
    assert.match(out, /secret CONFIGURABLE_AGENTS_TOKEN: from file secrets\/token \(CONFIGURABLE_AGENTS_TOKEN_FILE\)/);
    assert.match(out, /secret WEBHOOK_SECRET: from file secrets\/webhook \(WEBHOOK_SECRET_FILE\)/);
    assert.equal(statSync(join(home, 'secrets', 'token')).mode & 0o077, 0);
    assert.ok(!out.includes(readFileSync(join(home, 'secrets', 'token'), 'utf8').trim()));
  },
  'A certificate': () => assert.ok(existsSync(join(home, 'secrets', 'cert.pem'))),
  Check: (out) => assert.match(out, /^\{"status":"ready",.*\}\{"status":"ok","trackers":\[.*\]\}$/s),
  'A token': (out) => assert.match(out, /^\{"items":\[\],"next_cursor":null,"seq":0\}$/),
  'Register and deliver': (out) => {
    assert.match(out, /^greet revision 1\n/);
    assert.match(out, /POST \/webhooks\/generic +greet +generic/);
    assert.match(out, /"status":"success".*"workflow_name":"greet"/);
    assert.match(out, / generic +\S+ +accepted /);
    assert.match(out, /the server's token +\S+ +201 +POST \/api\/tokens/);
  },
  'Back up, and restore elsewhere': (out) => {
    assert.equal(out.match(/ succeeded +greet /g)?.length, DELIVERIES + 1);
    assert.ok(existsSync(join(home, 'backups', 'agents.db.sha256')));
  },
};

async function play({ heading, info, text }) {
  switch (info) {
    case '': {
      const out = await bash(text);
      (EXPECTED[heading] ?? (() => assert.fail(`nothing is expected of "${heading}"`)))(out);
      return;
    }
    case 'start':
      // The workflow names a provider without a network itself.
      server = await start(text);
      return;
    case 'refused':
      for (const line of text.trim().split('\n'))
        await assert.rejects(bash(line), ({ stdout }) => JSON.parse(stdout).status === 401);
      return;
    case 'restart':
      await restart();
      return;
    default:
      await execute('bash', ['-n', '-c', text]);
  }
}

const began = performance.now();
try {
  for (const block of blocks()) {
    const at = performance.now();
    const name = `${block.heading}${block.info === '' ? '' : ` (${block.info})`}`;
    try {
      await play(block);
      passed += 1;
      process.stdout.write(`  ok  ${name} ${((performance.now() - at) / 1000).toFixed(1)} s\n`);
    } catch (error) {
      failed += 1;
      process.stdout.write(
        `  BAD ${name}\n${error.message}\n${error.stdout ?? ''}${error.stderr ?? ''}${server?.said() ?? ''}\n`,
      );
      // What follows builds on it.
      break;
    }
  }
} finally {
  await server?.stop();
  rmSync(home, { recursive: true, force: true });
}
process.stdout.write(`a server was deployed in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
process.stdout.write(`${passed} passed, ${failed} failed, 0 skipped\n`);
process.exitCode = failed === 0 ? 0 : 1;

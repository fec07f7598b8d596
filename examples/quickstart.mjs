// npm run quickstart: starts the server on a free port with the offline echo provider and a secret of its own, registers the
// webhook example, sends three signed deliveries and a forged one, shows what happens, and stops. No network, no key.
// `npm run quickstart -- --keep` leaves the server running until Ctrl-C.
import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs, styleText } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const EXAMPLE = join(ROOT, 'examples', 'webhook_integration');
const WORKFLOW = 'slack_notification';
const READY_TIMEOUT_MS = 30_000;
const RUN_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;

const EVENTS = [
  { event_type: 'deployment', message: 'Version 1.4.2 is live in production', slack_channel: '#releases' },
  { event_type: 'alert', message: 'Disk usage on db-2 passed 90 %', slack_channel: '#operations' },
  { event_type: 'signup', message: 'The hundredth customer signed up today', slack_channel: '#general' },
];

const hasColor = process.stdout.isTTY && (process.env.NO_COLOR ?? '') === '';
const style = (format, text) => (hasColor ? styleText(format, text, { validateStream: false }) : text);
const say = (text = '') => process.stdout.write(`${text}\n`);
const step = (text) => say(`\n${style('bold', text)}`);

/** A failure whose message is all that is shown of it. */
class QuickstartError extends Error {}

async function startServer({ dataDir, secret }) {
  const bin = join(ROOT, 'packages', 'server', 'bin', 'configurable-agents.js');
  const options = ['--port', '0', '--provider', 'echo', '--workflows-dir', EXAMPLE, '--data-dir', dataDir];
  const child = spawn(process.execPath, ['--conditions=@configurable-agents/source', bin, 'dashboard', ...options], {
    // Settings of this shell must not change what is shown here.
    env: { ...process.env, WEBHOOK_SECRET: secret, WEBHOOK_SECRET_GENERIC: '', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaints = `${complaints}${text}`.slice(-4000)));
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url] = /^ready (\S+)/.exec(line) ?? [];
      if (url !== undefined) return url;
    }
    throw new QuickstartError(`the server ended before it was ready.\n${complaints}`);
  })();
  const server = { exited, complaints: () => complaints, kill: (signal) => child.kill(signal) };
  try {
    return { ...server, url: await withDeadline(ready, READY_TIMEOUT_MS, 'the server was not ready') };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

async function withDeadline(promise, ms, what) {
  let timer;
  const deadline = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new QuickstartError(`${what} within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

async function request(url, { expect, ...init }) {
  const response = await fetch(url, { signal: AbortSignal.timeout(RUN_TIMEOUT_MS), ...init });
  const text = await response.text();
  if (!expect.includes(response.status)) {
    throw new QuickstartError(
      `${init.method ?? 'GET'} ${new URL(url).pathname} answered ${response.status}, expected ${expect.join(' or ')}: ${text}`,
    );
  }
  return text === '' ? {} : JSON.parse(text);
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

async function register(url) {
  const body = JSON.stringify({ name: WORKFLOW, config_path: 'webhook_integration.yaml' });
  const { name, revision, inputs } = await request(new URL('/api/workflows', url), {
    method: 'POST',
    headers: JSON_TYPE,
    body,
    expect: [200, 201],
  });
  say(`registered ${style('cyan', name)} revision ${revision}, inputs ${Object.keys(inputs.properties).join(', ')}`);
}

/** Sends one delivery, signed over the exact bytes of its body. */
async function send(url, { inputs, id, secret, expect }) {
  const body = JSON.stringify({ workflow_name: WORKFLOW, inputs, webhook_id: id });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return await request(new URL('/webhooks/generic', url), {
    method: 'POST',
    headers: { ...JSON_TYPE, 'X-Webhook-Signature': signature },
    body,
    expect,
  });
}

/** Follows a run's journal as server-sent events, one line a fact, until the run ends. */
async function follow(url, { runId, label }) {
  const response = await fetch(new URL(`/api/runs/${runId}/events`, url), {
    signal: AbortSignal.timeout(RUN_TIMEOUT_MS),
  });
  if (!response.ok) throw new QuickstartError(`the events of ${runId} answered ${response.status}`);
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = `${rest}${chunk}`.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data === undefined) continue;
      const fact = JSON.parse(data);
      say(factLine(label, fact));
      if (fact.kind === 'run.finished') return;
    }
  }
  throw new QuickstartError(`the events of ${runId} ended before the run did`);
}

function factLine(label, fact) {
  const color = { 'node.completed': 'green', 'node.failed': 'red', 'run.finished': 'bold' }[fact.kind] ?? 'dim';
  const kind = style(fact.kind === 'run.finished' && fact.status !== 'succeeded' ? 'red' : color, fact.kind.padEnd(20));
  return `  ${fact.time.slice(11, 23)}  ${label}  ${kind} ${factText(fact)}`.trimEnd();
}

function factText(fact) {
  switch (fact.kind) {
    case 'run.accepted':
      return `by ${fact.trigger.name}`;
    case 'node.scheduled':
      return `${fact.node}, attempt ${fact.attempt}`;
    case 'node.completed':
      return `${fact.node} in ${Math.round(fact.duration_ms)} ms`;
    case 'run.finished':
      return fact.status;
    default:
      return fact.node ?? '';
  }
}

const oneLine = (value, length) => {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/\s+/g, ' ').trim();
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
};

async function showRun(url, { runId, label }) {
  const run = await request(new URL(`/api/runs/${runId}`, url), { expect: [200] });
  const { input_tokens: into, output_tokens: out, cost_usd: cost } = run.usage;
  const mark = run.status === 'succeeded' ? style('green', '✓ succeeded') : style('red', `✗ ${run.status}`);
  say(`  ${label}  ${mark} in ${run.duration_ms} ms, ${into} tokens in, ${out} out, cost ${cost} USD`);
  for (const node of run.nodes) {
    const ms = Date.parse(node.finished_at) - Date.parse(node.started_at);
    const tokens = `${node.usage.input_tokens} in, ${node.usage.output_tokens} out`;
    say(
      `      ${node.node.padEnd(20)} ${`${ms} ms`.padStart(7)}  ${tokens.padEnd(16)} ${style('dim', oneLine(node.output, 70))}`,
    );
  }
  if (run.status !== 'succeeded') throw new QuickstartError(`run ${runId} ended ${run.status}: ${run.error?.message}`);
}

async function demonstrate(url, secret) {
  step('1. A workflow is registered');
  await register(url);

  step('2. Three signed webhooks arrive, and a forged one');
  const runs = [];
  for (const [index, inputs] of EVENTS.entries()) {
    const { run_id: runId } = await send(url, { inputs, id: `quickstart-${index + 1}`, secret, expect: [202] });
    runs.push({ runId, label: style('cyan', `run ${index + 1}`) });
    say(`  ${style('green', '202')} accepted, run ${runId}: ${inputs.message}`);
  }
  const forged = { inputs: EVENTS[0], id: 'forged', secret: randomBytes(32).toString('hex'), expect: [401] };
  const { code } = await send(url, forged);
  say(`  ${style('yellow', '401')} refused, ${code}: signed with another secret`);

  step('3. What each run did, from its journal');
  await Promise.all(runs.map((run) => follow(url, run)));

  step('4. The finished runs');
  for (const run of runs) await showRun(url, run);
  const { items } = await request(new URL('/api/runs', url), { expect: [200] });
  if (items.length !== runs.length) {
    throw new QuickstartError(
      `the run list has ${items.length} runs, expected ${runs.length}: a forged delivery must start none`,
    );
  }
}

function sayHowToGoOn({ url, isKept }) {
  step('How to go on');
  say('  The answers came from the provider `echo`: it repeats the prompt, needs no key and costs nothing.');
  say(
    '  A real provider is a plugin: name it in configurable-agents.yaml, set its key (for google GOOGLE_API_KEY), and',
  );
  say(
    '  leave out `--provider echo`. MLflow, which the workflow asks for under `observability:`, is a tracker plugin likewise.',
  );
  if (isKept) {
    say(`  ${style('bold', 'Dashboard')}: ${style('cyan', url)}   (Ctrl-C stops it)`);
    return;
  }
  say('  See the dashboard:  npm run quickstart -- --keep');
  say('  Take the tour:      README.md, "Five minutes"');
}

async function stop(server) {
  server.kill('SIGTERM');
  try {
    const { code, signal } = await withDeadline(server.exited, STOP_TIMEOUT_MS, 'the server did not stop');
    if (code !== 0) throw new QuickstartError(`the server ended with ${signal ?? code}.\n${server.complaints()}`);
  } catch (error) {
    server.kill('SIGKILL');
    throw error;
  }
}

async function main() {
  const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
  const dataDir = await mkdtemp(join(tmpdir(), 'configurable-agents-'));
  const secret = randomBytes(32).toString('hex');
  const interrupted = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
  });
  let server;
  try {
    server = await startServer({ dataDir, secret });
    say(`The server listens on ${server.url} with the provider ${style('cyan', 'echo')}; its data is in ${dataDir}`);
    await Promise.race([
      demonstrate(server.url, secret),
      interrupted.then(() => Promise.reject(new QuickstartError('interrupted'))),
      server.exited.then(({ code, signal }) =>
        Promise.reject(new QuickstartError(`the server ended with ${signal ?? code}.\n${server.complaints()}`)),
      ),
    ]);
    sayHowToGoOn({ url: server.url, isKept: values.keep });
    if (values.keep) await Promise.race([interrupted, server.exited]);
    await stop(server);
  } catch (error) {
    server?.kill('SIGKILL');
    throw error;
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  await main();
} catch (error) {
  const isKnown = error instanceof QuickstartError || error?.code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`quickstart failed: ${isKnown ? error.message : (error?.stack ?? error)}\n`);
  process.exitCode = 1;
}

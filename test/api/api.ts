// A server with something of everything in it, and schemathesis on it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime } from '@configurable-agents/core';
import { createServer } from '@configurable-agents/server';
import { pluginSources } from '../../packages/server/src/config/plugins.ts';

const SECONDS = Number(process.env['API_SECONDS'] ?? 75);

/** Streams that have no end, which the tests of events read. */
const ENDLESS = ['followAll', 'followRun'];
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
  'unsupported_method',
  'use_after_free',
];

const FLOW = `name: ask
state: { type: object, properties: { message: { type: string } } }
nodes:
  - { name: summarise, llm: { provider: echo, model: echo }, prompt: "Summarise {message}" }
  - name: agree
    uses: approval
    with: { message: Is this right?, form: { type: object, properties: { ok: { type: boolean } } } }
edges:
  - { from: summarise, to: agree }
`;
const QUICK = FLOW.replace('name: ask', 'name: quick').replace(/ {2}- name: agree[\s\S]*/, '');

type Answer = { readonly run_id?: string; readonly items?: readonly { readonly delivery_id: string }[] };

const root = mkdtempSync(join(tmpdir(), 'configurable-agents-api-'));
mkdirSync(join(root, 'workflows'));
const runtime = await createRuntime({ dataDir: join(root, 'data'), plugins: pluginSources(), workers: 1, env: {} });
const failures: string[] = [];
const TOKEN = 'of-the-test';
const server = await createServer({
  runtime,
  port: 0,
  workflowsDir: join(root, 'workflows'),
  env: {},
  token: TOKEN,
  log: (level, message) => level === 'error' && failures.push(message),
});

async function ask(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(new URL(path, server.url), {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Names that are there, and one that is not: requests reach what stands behind them. */
async function names(): Promise<{ readonly [name: string]: readonly string[] }> {
  for (const [name, source] of Object.entries({ quick: QUICK, ask: FLOW })) {
    await ask('POST', '/api/workflows', { name, source });
    await ask('POST', '/api/workflows', { name, source: `${source}# two\n` });
  }
  const runs: string[] = [];
  for (const workflow_name of ['quick', 'quick', 'ask', 'ask']) {
    const wait = workflow_name === 'quick' ? '?wait=10s' : '';
    const { run_id = '' } = await ask('POST', `/api/runs${wait}`, { workflow_name, inputs: { message: 'x' } });
    runs.push(run_id);
  }
  await ask('POST', '/webhooks/generic', { workflow_name: 'quick', inputs: { message: 'x' }, webhook_id: 'one' });
  const { items = [] } = await ask('GET', '/api/deliveries');
  return {
    id: [...runs, ...items.map(({ delivery_id: id }) => id), 'none'],
    name: ['quick', 'ask', 'none'],
    key: ['summarise', 'agree', 'none'],
    trigger: ['generic', 'github', 'standard', 'none'],
    revision: ['1', '2', '9'],
  };
}

type Parameter = { readonly name: string; readonly in: string; schema: object };

/** The server's document, in which the parameters of paths are one of these names. */
async function documentOf(names: { readonly [parameter: string]: readonly string[] }): Promise<object> {
  const response = await fetch(new URL('/openapi.json', server.url));
  const document = (await response.json()) as {
    readonly paths: { readonly [path: string]: { readonly [method: string]: { readonly parameters?: Parameter[] } } };
  };
  for (const { parameters = [] } of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
    for (const parameter of parameters) {
      const known = names[parameter.name];
      if (parameter.in === 'path' && known !== undefined) parameter.schema = { type: 'string', enum: known };
    }
  }
  return document;
}

async function run(): Promise<number> {
  const document = join(root, 'openapi.json');
  writeFileSync(document, JSON.stringify(await documentOf(await names())));
  const bin = process.env['SCHEMATHESIS_BIN'] ?? 'schemathesis';
  const asked = [
    `run ${document} --url ${server.url} --checks ${CHECKS.join(',')} --max-time ${SECONDS} --request-timeout 20`,
    '--continue-on-failure --no-color --generation-database none --warnings off',
    ...ENDLESS.map((id) => `--exclude-operation-id ${id}`),
  ];
  // The routes that take a token from everybody are asked with it; what wrong ones get belongs to test/http/access.test.ts.
  const args = [...asked.join(' ').split(' '), '--header', `Authorization: Bearer ${TOKEN}`];
  const child = spawn(bin, args, { stdio: 'inherit', cwd: root });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

let code = 1;
try {
  code = await run();
  for (const message of failures) console.error(`the server said: ${message}`);
  const health = await fetch(new URL('/healthz', server.url));
  const isSound = code === 0 && failures.length === 0 && health.ok;
  console.log(isSound ? '1 passed, 0 failed, 0 skipped' : '0 passed, 1 failed, 0 skipped');
  if (!isSound) process.exitCode = 1;
} finally {
  await server.close({ timeoutMs: 1000 });
  await runtime.close();
  rmSync(root, { recursive: true, force: true });
}

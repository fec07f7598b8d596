// A real server over a real runtime with the echo provider, on a free port; closed after each test.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime } from '@configurable-agents/core';
import type { Runtime, RuntimeOptions } from '@configurable-agents/core';
import { createServer } from '@configurable-agents/server';
import type { RunningServer, ServerOptions } from '@configurable-agents/server';
import { pluginSources } from '../../src/config/plugins.ts';
import { assertDeclared } from './declared.ts';

export const NOTIFY = `name: Notify
state:
  type: object
  properties:
    message: { type: string }
    count: { type: integer, default: 1 }
nodes:
  - name: summarise
    llm: { provider: echo, model: echo }
    prompt: |
      Summarise {message}
  - name: format
    llm: { provider: echo, model: echo }
    prompt: Format {message} {count}
edges:
  - { from: summarise, to: format }
`;

export type TestServer = {
  readonly url: string;
  readonly port: number;
  readonly runtime: Runtime;
  readonly server: RunningServer;
  readonly folder: string;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Reply>;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Reply>;
  readonly register: (name?: string, source?: string) => Promise<Reply>;
};

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
};

const opened: { readonly server: RunningServer; readonly runtime: Runtime; readonly root: string }[] = [];

export async function openTestServer(
  options: Partial<ServerOptions> = {},
  more: Partial<RuntimeOptions> = {},
  over: (runtime: Runtime) => Partial<ServerOptions> = () => ({}),
): Promise<TestServer> {
  const root = mkdtempSync(join(tmpdir(), 'configurable-agents-server-'));
  const folder = join(root, 'workflows');
  mkdirSync(folder);
  writeFileSync(join(folder, 'notify.yaml'), NOTIFY);
  const runtime = await createRuntime({
    dataDir: join(root, 'data'),
    plugins: pluginSources(),
    workers: 1,
    env: {},
    ...more,
  });
  let server: RunningServer;
  try {
    server = await createServer({ runtime, port: 0, workflowsDir: folder, env: {}, ...options, ...over(runtime) });
  } catch (error) {
    await runtime.close();
    rmSync(root, { recursive: true, force: true });
    throw error;
  }
  opened.push({ server, runtime, root });
  const { url } = server;
  const send = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(new URL(path, url), init);
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    assertDeclared({ method: init.method ?? 'GET', path, status: response.status, type, text });
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  };
  const post: TestServer['post'] = (path, body, headers = {}) =>
    send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
    });
  return {
    url,
    port: Number(new URL(url).port),
    runtime,
    server,
    folder,
    post,
    get: (path, headers = {}) => send(path, { headers }),
    register: (name = 'notify', source = NOTIFY) => post('/api/workflows', { name, source }),
  };
}

/** Call it in `afterEach`. */
export async function closeServers(): Promise<void> {
  for (const { server, runtime, root } of opened.splice(0)) {
    await server.close({ timeoutMs: 500 });
    await runtime.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/** Bytes on a socket and everything that came back until the server ended the connection, or for a while. */
export async function raw(
  port: number,
  bytes: string | Uint8Array,
  { waitMs = 1500 }: { readonly waitMs?: number } = {},
): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('close', () => resolve());
  socket.on('error', () => resolve());
  socket.write(bytes);
  const timer = setTimeout(() => resolve(), waitMs);
  await promise;
  clearTimeout(timer);
  socket.destroy();
  return Buffer.concat(chunks).toString();
}

/** A request with a Host header of its own, which fetch does not allow. */
export async function withHost(
  port: number,
  host: string,
  path = '/api/workflows',
  headers: Record<string, string> = {},
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  request({ port, host: '127.0.0.1', path, headers: { ...headers, Host: host }, agent: false }, (response) => {
    response.resume();
    resolve(response.statusCode ?? 0);
  })
    .on('error', reject)
    .end();
  return await promise;
}

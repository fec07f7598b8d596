import { realpathSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Runtime } from '@configurable-agents/core';
import { isLoopback } from '../intake/secrets.ts';
import { createApp } from './app.ts';
import type { Compile, Deps } from './deps.ts';

export type ServerOptions = {
  readonly runtime: Runtime;
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Folder that workflow files are read from. */
  readonly workflowsDir: string;
  /** Every LLM node uses this provider, whatever the workflow says. */
  readonly provider?: string;
  /** Takes unsigned webhooks and API calls without a token from anywhere. */
  readonly insecure?: boolean;
  readonly allowedHosts?: readonly string[];
  /** Asked of API callers and browsers where the bind is not loopback. */
  readonly token?: string;
  readonly env?: { readonly [name: string]: string | undefined };
  readonly log?: Deps['log'];
};

export type RunningServer = {
  readonly url: string;
  /** Stops accepting, lets requests end, cuts what is left after `timeoutMs`. The runtime stays open. */
  readonly close: (options?: { readonly timeoutMs?: number }) => Promise<void>;
};

const CLOSE_TIMEOUT_MS = 10_000;
const IDLE_SWEEP_MS = 250;

/** Serves dashboard, API and webhooks over an open runtime. Rejects when the port is taken. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const { compile } = await import('@configurable-agents/compiler');
  return await openServer(options, compile);
}

/** The same with the compiler given. */
export async function openServer(options: ServerOptions, compile: Compile): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 8000, env = process.env, log = () => {} } = options;
  if (!isLoopback(host) && options.insecure !== true && options.token === undefined) {
    throw new Error(`a server on ${host} is reachable from outside: give it a \`token\`, or say \`insecure: true\``);
  }
  let isClosing = false;
  let listening = port;
  const streams = new Set<() => void>();
  const deps: Deps = {
    runtime: options.runtime,
    compile,
    workflowsDir: realpathSync(options.workflowsDir),
    ...(options.provider === undefined ? {} : { provider: options.provider }),
    ...(options.token === undefined ? {} : { token: options.token }),
    insecure: options.insecure ?? false,
    allowedHosts: options.allowedHosts ?? [],
    boundHost: host,
    port: () => listening,
    env,
    isClosing: () => isClosing,
    streams,
    log,
  };
  const server = openHttp(createApp(deps).callback());
  await listen(server, { host, port });
  listening = (server.address() as AddressInfo).port;
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${listening}`,
    close: ({ timeoutMs = CLOSE_TIMEOUT_MS } = {}) => {
      isClosing = true;
      return closeGracefully(server, { streams, timeoutMs });
    },
  };
}

function openHttp(handler: ReturnType<ReturnType<typeof createApp>['callback']>): Server {
  const server = createHttpServer({
    maxHeaderSize: 16_384,
    requireHostHeader: true,
    connectionsCheckingInterval: 5000,
    keepAliveTimeout: 5000,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
  });
  server.maxHeadersCount = 100;
  const handle = (...args: Parameters<typeof handler>): void => void handler(...args);
  server.on('request', handle);
  // The body's reader says 100-continue itself, once it wants the body.
  server.on('checkContinue', handle);
  server.on('checkExpectation', (_request: unknown, response: ServerResponse) => response.writeHead(417).end());
  return server;
}

async function listen(server: Server, at: { readonly host: string; readonly port: number }): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(at, resolve);
  await promise;
  server.off('error', reject);
}

/**
 * Idle connections end at once, busy ones after their answer (which says `Connection: close`), event streams now. What is
 * left at the deadline is cut: a delivery without an answer was not accepted.
 */
async function closeGracefully(
  server: Server,
  { streams, timeoutMs }: { readonly streams: Set<() => void>; readonly timeoutMs: number },
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  for (const end of streams) end();
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await promise;
  clearInterval(sweep);
  clearTimeout(deadline);
}

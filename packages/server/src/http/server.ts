import { realpathSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { Server, ServerOptions as HttpOptions, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Runtime } from '@configurable-agents/core';
import type { PriceOf, Severities } from '@configurable-agents/compiler';
import { currentEventSchemas } from '../config/event-schemas.ts';
import { isLoopback } from '../intake/loopback.ts';
import type { PluginAdmin } from '../plugins/admin.ts';
import { createApp } from './app.ts';
import { openAttempts } from './attempts.ts';
import type { Compile, Deps } from './deps.ts';
import { openNews } from './news.ts';
import { openRunNews } from './run-news.ts';
import { openStreams } from './streams.ts';
import type { Streams } from './streams.ts';
import { followKeyPair, readKeyPair } from './tls.ts';
import type { TlsFiles } from './tls.ts';

export type ServerOptions = {
  readonly runtime: Runtime;
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Folder that workflow files are read from. */
  readonly workflowsDir: string;
  /** Every LLM node uses this provider, whatever the workflow says. */
  readonly provider?: string;
  /** How bad the compiler's findings are, by code or name. */
  readonly severities?: Severities;
  /** What models cost, for bounds of cost and for budgets that cannot count a model. */
  readonly prices?: PriceOf;
  /** Takes unsigned webhooks and API calls without a token from anywhere. */
  readonly insecure?: boolean;
  /** Runs are part of the traces that senders of webhooks and callers of the API say (`traceparent`), instead of linked to them. Default false. */
  readonly trustTrace?: boolean;
  readonly allowedHosts?: readonly string[];
  /** A token of the scope `admin`, beside those that were made; API callers and browsers that do not come from this machine need one. */
  readonly token?: string;
  /** Callers come by a proxy, whose `X-Forwarded-For` and `X-Forwarded-Proto` hold; nobody counts as calling from this machine. */
  readonly trustProxy?: boolean;
  /** How plugins are added and removed by way of the API; without it nobody does. */
  readonly plugins?: PluginAdmin;
  /** Names of environment variables with the secrets of triggers. */
  readonly secretEnv?: { readonly [trigger: string]: string };
  /** The same for workflows that have secrets of their own, by trigger and workflow. */
  readonly workflowSecretEnv?: { readonly [trigger: string]: { readonly [workflow: string]: string } };
  /** The address that outside senders use, such as a proxy's. */
  readonly publicUrl?: string;
  /** Serves https. The files are read again when they change. */
  readonly tls?: TlsFiles;
  /** Milliseconds since the epoch: what signed timestamps are held against. */
  readonly now?: () => number;
  /** How long headers, and a whole request, may take to arrive, in milliseconds; 10 and 30 seconds when left out. */
  readonly receiveTimeouts?: { readonly headersMs: number; readonly requestMs: number };
  readonly env?: { readonly [name: string]: string | undefined };
  readonly log?: Deps['log'];
};

export type RunningServer = {
  readonly url: string;
  /** A tunnel from outside leads here from now on: its host is answered, and unsigned deliveries are not taken any more. */
  readonly tunnelled: (publicUrl: string) => void;
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
  const { now = Date.now } = options;
  let isClosing = false;
  let listening = port;
  let tunnel: string | undefined;
  const streams = openStreams();
  const deps: Deps = {
    runtime: options.runtime,
    compile,
    eventSchemas: currentEventSchemas(options.runtime),
    ...(options.plugins === undefined ? {} : { plugins: options.plugins }),
    workflowsDir: realpathSync(options.workflowsDir),
    ...(options.provider === undefined ? {} : { provider: options.provider }),
    ...(options.token === undefined ? {} : { token: options.token }),
    ...(options.severities === undefined ? {} : { severities: options.severities }),
    ...(options.prices === undefined ? {} : { prices: options.prices }),
    insecure: options.insecure ?? false,
    trustsTrace: options.trustTrace ?? false,
    trustProxy: options.trustProxy ?? false,
    attempts: openAttempts(now),
    allowedHosts: () => [
      ...(options.allowedHosts ?? []),
      ...[options.publicUrl, tunnel].flatMap((outside) => (outside === undefined ? [] : [new URL(outside).host])),
    ],
    publicUrl: () => tunnel ?? options.publicUrl,
    isTunnelled: () => tunnel !== undefined,
    isTls: options.tls !== undefined,
    secretEnv: options.secretEnv ?? {},
    workflowSecretEnv: options.workflowSecretEnv ?? {},
    now,
    boundHost: host,
    port: () => listening,
    env,
    isClosing: () => isClosing,
    streams,
    news: openNews(options.runtime),
    runNews: openRunNews(options.runtime),
    log,
  };
  const { tls, receiveTimeouts } = options;
  const { server, stop } = openHttp(createApp(deps).callback(), { tls, log, limits: limitsOf(receiveTimeouts) });
  await listen(server, { host, port });
  listening = (server.address() as AddressInfo).port;
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    url: `${deps.isTls ? 'https' : 'http'}://${shown}:${listening}`,
    tunnelled: (url) => (tunnel = url),
    close: ({ timeoutMs = CLOSE_TIMEOUT_MS } = {}) => {
      isClosing = true;
      stop();
      return closeGracefully(server, { streams, timeoutMs });
    },
  };
}

/** What a request may be. `insecureHTTPParser` is never set: two lengths, folded lines and the like are refused. */
function limitsOf({
  headersMs,
  requestMs,
}: NonNullable<ServerOptions['receiveTimeouts']> = RECEIVE_TIMEOUTS): HttpOptions {
  return {
    maxHeaderSize: 16_384,
    requireHostHeader: true,
    // A connection that is over its time is found within half of it.
    connectionsCheckingInterval: headersMs / 2,
    keepAliveTimeout: 5000,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
  };
}

const RECEIVE_TIMEOUTS = { headersMs: 10_000, requestMs: 30_000 };

type Opened = { readonly server: Server | HttpsServer; readonly stop: () => void };

function openHttp(
  handler: ReturnType<ReturnType<typeof createApp>['callback']>,
  { tls, log, limits }: { readonly tls: TlsFiles | undefined; readonly log: Deps['log']; readonly limits: HttpOptions },
): Opened {
  const { server, stop } = tls === undefined ? plainServer(limits) : tlsServer(tls, { log, limits });
  server.maxHeadersCount = 100;
  const handle = (...args: Parameters<typeof handler>): void => void handler(...args);
  server.on('request', handle);
  // The body's reader says 100-continue itself, once it wants the body.
  server.on('checkContinue', handle);
  server.on('checkExpectation', (_request: unknown, response: ServerResponse) => response.writeHead(417).end());
  return { server, stop };
}

function plainServer(limits: HttpOptions): Opened {
  return { server: createHttpServer(limits), stop: () => {} };
}

function tlsServer(
  files: TlsFiles,
  { log, limits }: { readonly log: Deps['log']; readonly limits: HttpOptions },
): Opened {
  const server = createHttpsServer({ ...limits, ...readKeyPair(files) });
  return { server, stop: followKeyPair(server, files, { log }) };
}

async function listen(server: Opened['server'], at: { readonly host: string; readonly port: number }): Promise<void> {
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
  server: Opened['server'],
  { streams, timeoutMs }: { readonly streams: Streams; readonly timeoutMs: number },
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  streams.end();
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await promise;
  clearInterval(sweep);
  clearTimeout(deadline);
}

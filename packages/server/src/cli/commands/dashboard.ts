import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Runtime } from '@configurable-agents/core';
import { describeRetention } from '../../config/retention.ts';
import { pricesOf } from '../../config/prices.ts';
import { severitiesOf } from '../../config/rules.ts';
import { parseDuration } from '../../times.ts';
import type { RunningServer, ServerOptions } from '../../http/server.ts';
import { TlsError } from '../../http/tls.ts';
import type { TlsFiles } from '../../http/tls.ts';
import { isLoopback } from '../../intake/loopback.ts';
import { secretsOf } from '../../intake/secrets.ts';
import type { Tunnel } from '../../tunnel/tunnel.ts';
import { Failure } from '../failure.ts';
import { growSlowly } from '../heap.ts';
import { logRuns } from '../run-log.ts';
import { placeOf } from '../plugin-changes.ts';
import { openRuntime, openSession } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';

type Options = CommandOptions & {
  readonly port: string;
  readonly host: string;
  readonly insecure?: boolean;
  readonly allowedHost: readonly string[];
  readonly shutdownTimeout: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly trustProxy?: boolean;
  readonly tunnel?: boolean;
  readonly allowPluginInstall?: boolean;
};

const IMPATIENT_MS = 500;

/** `dashboard`: engine, API, webhooks and pages in this process until it is told to stop. */
export async function dashboard(options: Options): Promise<void> {
  growSlowly();
  const timeoutMs = parseDuration(options.shutdownTimeout);
  if (timeoutMs === undefined)
    throw new Failure(2, `--shutdown-timeout must be a duration such as 30s, found ${options.shutdownTimeout}`);
  const port = Number(options.port);
  if (!/^\d+$/.test(options.port) || port > 65_535)
    throw new Failure(2, `--port must be a number from 0 to 65535, found ${options.port}`);
  const tls = tlsOf(options);
  const session = await openSession(options);
  const { settings, output, env } = session;
  if (!existsSync(settings.workflowsDir.value))
    throw new Failure(3, `the workflows folder ${settings.workflowsDir.value} is not there`);
  const stop = Promise.withResolvers<void>();
  const runtime = await openRuntime(session, options, {
    schedules: true,
    callbacks: { isSending: true },
    write: (line) => output.say(line),
  });
  logRuns(runtime, output.log);
  await watchAlerts(session, runtime);
  const token = env['CONFIGURABLE_AGENTS_TOKEN'] || randomBytes(24).toString('base64url');
  const server = await listen(session, options, { runtime, port, token, tls });
  const tunnel = options.tunnel === true ? await openTunnelTo(server, session, runtime) : undefined;
  const core = await import('@configurable-agents/core');
  const dataDir = settings.dataDir.value;
  core.writeServerFile(dataDir, { url: reachable(server.url), token, pid: process.pid });
  let firstAt = 0;
  const onSignal = (): void => {
    // A terminal's signal may come twice, from the terminal and from a parent that passes it on; a later one is impatience.
    if (firstAt !== 0 && Date.now() - firstAt > IMPATIENT_MS) process.exit(130);
    if (firstAt === 0) firstAt = Date.now();
    stop.resolve();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  announce(session, options, dataDir);
  if (tunnel !== undefined)
    output.say(`tunnel ${tunnel.url}/webhooks/generic: unsigned deliveries are refused while it is open`);
  core.expectShortLives();
  output.result(`ready ${server.url}`);
  await stop.promise;
  output.say('stopping: no new requests; open runs go on at the next start');
  // A worker that does not let go must not outlive the deadline; the journal is whole at any moment.
  setTimeout(() => process.exit(0), timeoutMs).unref();
  const began = Date.now();
  await tunnel?.close();
  await server.close({ timeoutMs: Math.floor(timeoutMs / 2) });
  core.removeServerFile(dataDir);
  await runtime.close({ timeoutMs: Math.max(0, timeoutMs - (Date.now() - began)) });
  process.exit(0);
}

/** Watches by `alerts` of the configuration. What is wrong with one is said before anything is served. */
async function watchAlerts({ settings }: Session, runtime: Runtime): Promise<void> {
  const { alerts = [] } = settings.config;
  if (alerts.length === 0) return;
  const [{ alertRules }, { compile }] = await Promise.all([
    import('../../alerts/rules.ts'),
    import('@configurable-agents/compiler'),
  ]);
  try {
    runtime.alert(alertRules(alerts, { compile, runtime, configPath: settings.configPath }));
  } catch (error) {
    await runtime.close();
    throw error;
  }
}

async function listen(
  session: Session,
  { host, insecure, allowedHost, allowPluginInstall, trustProxy }: Options,
  {
    tls,
    ...at
  }: Pick<ServerOptions, 'runtime' | 'token'> & {
    readonly port: number;
    readonly tls: TlsFiles | undefined;
  },
): Promise<RunningServer> {
  const { settings, env, output } = session;
  const [{ createServer }, { openPluginAdmin }] = await Promise.all([
    import('../../http/server.ts'),
    import('../../plugins/admin.ts'),
  ]);
  const { allowed_hosts: inFile = [], public_url: publicUrl, tracing } = settings.config;
  try {
    return await createServer({
      ...at,
      host,
      workflowsDir: settings.workflowsDir.value,
      insecure: insecure ?? false,
      trustTrace: tracing?.trust_traceparent === true,
      trustProxy: trustProxy ?? false,
      allowedHosts: [...inFile, ...allowedHost],
      plugins: openPluginAdmin({
        ...placeOf(session),
        runtime: at.runtime,
        mayInstall: allowPluginInstall === true,
        pinned: await settings.plugins(),
      }),
      secretEnv: settings.secretEnv,
      workflowSecretEnv: settings.workflowSecretEnv,
      severities: await severitiesOf(settings),
      prices: pricesOf(settings),
      ...(publicUrl === undefined ? {} : { publicUrl }),
      ...(tls === undefined ? {} : { tls }),
      env,
      log: output.log,
      ...(settings.provider === undefined ? {} : { provider: settings.provider.value }),
    });
  } catch (error) {
    await at.runtime.close();
    throw listenFailure(error, { host, port: at.port });
  }
}

function tlsOf({ tlsCert, tlsKey }: Options): TlsFiles | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new Failure(2, '--tls-cert and --tls-key go together: the certificate chain and its private key, both PEM');
  }
  return { cert: resolve(tlsCert), key: resolve(tlsKey) };
}

async function openTunnelTo(server: RunningServer, { env }: Session, runtime: Runtime): Promise<Tunnel> {
  const { openTunnel, TunnelError } = await import('../../tunnel/tunnel.ts');
  try {
    const tunnel = await openTunnel(new URL(reachable(server.url)).host, { env });
    server.tunnelled(tunnel.url);
    return tunnel;
  } catch (error) {
    await server.close({ timeoutMs: 0 });
    await runtime.close();
    throw error instanceof TunnelError ? new Failure(3, error.message, { cause: error }) : error;
  }
}

function listenFailure(error: unknown, { host, port }: { readonly host: string; readonly port: number }): unknown {
  if (error instanceof TlsError) return new Failure(3, error.message, { cause: error });
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const at = `${host}:${port}`;
  if (code === 'EADDRINUSE') {
    return new Failure(
      3,
      `port ${port} is taken on ${host}; stop what listens there, or choose another: --port ${port === 65_535 ? 8000 : port + 1} (0 takes a free one)`,
      { cause: error },
    );
  }
  if (code === 'EACCES')
    return new Failure(3, `listening on ${at} is not permitted; choose a port above 1023`, { cause: error });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Failure(3, `this machine has no address ${host}`, { cause: error });
  return error;
}

/** The address that a command on this machine uses: a bind to every address is not one. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}

function announce({ settings, output, env }: Session, { host, insecure, trustProxy }: Options, dataDir: string): void {
  output.say(`store ${dataDir}, workflows ${settings.workflowsDir.value}`);
  output.say(describeRetention(settings.config));
  if (settings.provider !== undefined)
    output.say(`every LLM node uses ${settings.provider.value} (${settings.provider.from})`);
  if (insecure === true) output.say('warning: --insecure: unsigned webhooks and API calls are taken from anywhere');
  else if (secretsOf('generic', { env, secretEnv: settings.secretEnv }).length === 0) {
    output.say('WEBHOOK_SECRET is not set: unsigned webhooks are taken from this machine only');
  }
  for (const [trigger, variables] of Object.entries(settings.workflowSecretEnv)) {
    for (const [workflow, variable] of Object.entries(variables)) {
      if ((env[variable] ?? '') !== '') continue;
      output.say(`warning: ${variable} is not set: the workflow ${workflow} takes no delivery of ${trigger}`);
    }
  }
  if ((!isLoopback(host) || trustProxy === true) && insecure !== true) {
    output.say(
      `API and pages ask for a token: that in ${dataDir}/server.json, or one of configurable-agents tokens create NAME --scope read`,
    );
  }
}

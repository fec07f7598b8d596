// A data directory and a configuration for a server under load, and the server on it.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/markdown.ts';
import { startServer } from '../support/server.ts';
import type { ServerProcess } from '../support/server.ts';
import { answerOf, apiAt } from './api.ts';
import { WORKFLOWS } from './scenarios.ts';

export type Place = {
  readonly secret: string;
  readonly dataDir: string;
  readonly ledgerPath: string;
  /** What the servers wrote to standard error, as they wrote it. */
  readonly start: (options?: {
    readonly preload?: readonly string[];
    readonly env?: { readonly [name: string]: string };
    readonly onLine?: (line: string) => void;
    readonly onMessage?: (message: unknown) => void;
  }) => Promise<ServerProcess>;
  readonly remove: () => Promise<void>;
};

/** `plugin` is the file with the actions of the workflows. */
export async function makePlace({ plugin = 'plugin.ts' }: { readonly plugin?: string } = {}): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'configurable-agents-load-'));
  const dataDir = join(folder, 'data');
  const ledgerPath = join(folder, 'ledger');
  const secret = randomBytes(16).toString('hex');
  const configPath = join(folder, 'configurable-agents.yaml');
  // JSON is YAML. What ends must stay, however long the test takes: it is looked at in the end.
  const config = {
    plugins: [join(import.meta.dirname, plugin)],
    actions: { load: { ledger: ledgerPath } },
    ...(hasRetention() ? { retention: { runs: 'forever', max_runs: 'unlimited' } } : {}),
  };
  await writeFile(configPath, JSON.stringify(config));
  return {
    secret,
    dataDir,
    ledgerPath,
    start: async ({ env = {}, ...more } = {}) =>
      await startServer({
        dataDir,
        workflowsDir: join(import.meta.dirname, 'workflows'),
        // A server that is killed never writes its cache: one that ended by itself did. A start takes half the time with it.
        env: { WEBHOOK_SECRET: secret, NODE_COMPILE_CACHE: join(folder, 'cache'), ...env },
        options: ['--config', configPath],
        ...more,
      }),
    remove: async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Whether this build takes finished runs away, unless it is told not to. */
export function hasRetention(): boolean {
  const path = join(ROOT, 'packages', 'server', 'schema', 'configurable-agents.schema.json');
  const schema = JSON.parse(readFileSync(path, 'utf8')) as { readonly properties: object };
  return 'retention' in schema.properties;
}

export async function registerAll(url: string): Promise<void> {
  const api = apiAt(url);
  for (const name of WORKFLOWS) {
    const answer = await answerOf(api.POST('/api/workflows', { body: { name, config_path: `${name}.yaml` } }));
    if (answer?.status !== 201) throw new Error(`registering ${name} was answered ${JSON.stringify(answer)}`);
  }
}

/** Rejects when the server ends before it is told to. */
export async function diedByItself(server: ServerProcess): Promise<never> {
  const status = await server.exited;
  throw new Error(`the server ended by itself with ${status}:\n${server.complaints()}`);
}

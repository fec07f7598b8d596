import type { Runtime } from '@configurable-agents/core';
import type { News } from './news.ts';
import type { RunNews } from './run-news.ts';
import type { Streams } from './streams.ts';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { SecretSource } from '../intake/secrets.ts';
import type { Attempts } from './attempts.ts';
import type { PluginAdmin } from '../plugins/admin.ts';
import type { CompileResult, CompileOptions, EventSchemas, PriceOf, Severities } from '@configurable-agents/compiler';

export type Compile = (source: string, options: CompileOptions) => CompileResult;

/** What the routes work with. */
export type Deps = {
  readonly runtime: Runtime;
  readonly compile: Compile;
  /** How bad findings are, where the project decided otherwise. */
  readonly severities?: Severities;
  /** What models cost; without it nobody is told what a run may cost. */
  readonly prices?: PriceOf;
  readonly eventSchemas: EventSchemas;
  /** How plugins are added and removed; absent where the embedder does that. */
  readonly plugins?: PluginAdmin;
  /** Real path of the folder that workflow files must lie in. */
  readonly workflowsDir: string;
  readonly provider?: string;
  readonly insecure: boolean;
  /** Whether a run is part of the trace that its sender says. */
  readonly trustsTrace: boolean;
  /** Hosts that are answered besides loopback, with or without a port. */
  readonly allowedHosts: () => readonly string[];
  /** As given: `127.0.0.1`, `0.0.0.0`, … */
  readonly boundHost: string;
  /** Known once the server listens. */
  readonly port: () => number;
  /** This server's own token, of the scope `admin`. Tokens that were made are in the store. */
  readonly token?: string;
  /** Who showed wrong tokens. */
  readonly attempts: Attempts;
  /** A proxy stands before this server: it names the caller's address, and nobody counts as calling from this machine. */
  readonly trustProxy: boolean;
  readonly secretEnv: SecretSource['secretEnv'];
  readonly workflowSecretEnv: SecretSource['workflowSecretEnv'];
  /** The address that outside senders use, where one is known. */
  readonly publicUrl: () => string | undefined;
  readonly isTls: boolean;
  readonly isTunnelled: () => boolean;
  /** Milliseconds since the epoch: what signed timestamps are held against. */
  readonly now: () => number;
  readonly env: { readonly [name: string]: string | undefined };
  readonly isClosing: () => boolean;
  /** Open event streams. */
  readonly streams: Streams;
  readonly news: News;
  readonly runNews: RunNews;
  readonly log: (level: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: JsonObject) => void;
};

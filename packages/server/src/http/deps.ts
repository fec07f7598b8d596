import type { Runtime } from '@configurable-agents/core';
import type { CompileResult, CompileOptions } from '@configurable-agents/compiler';

export type Compile = (source: string, options: CompileOptions) => CompileResult;

/** What the routes work with. */
export type Deps = {
  readonly runtime: Runtime;
  readonly compile: Compile;
  /** Real path of the folder that workflow files must lie in. */
  readonly workflowsDir: string;
  readonly provider?: string;
  readonly insecure: boolean;
  readonly allowedHosts: readonly string[];
  /** As given: `127.0.0.1`, `0.0.0.0`, … */
  readonly boundHost: string;
  /** Known once the server listens. */
  readonly port: () => number;
  /** Asked of every caller where the bind is not loopback. */
  readonly token?: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly isClosing: () => boolean;
  /** Open event streams: called to end them. */
  readonly streams: Set<() => void>;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
};

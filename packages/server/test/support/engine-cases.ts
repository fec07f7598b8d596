// Workflows whose outcome was computed by an independent interpreter. COMPAT_DIR is a folder with engine.jsonl; by default the one
// beside the checkout.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NodeRow, RunDetail } from '@configurable-agents/core';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';

export type EngineCase = {
  readonly id: string;
  readonly files: { readonly [name: string]: string };
  readonly inputs: JsonObject;
  readonly expect: {
    readonly status: string;
    readonly state: JsonObject;
    readonly result: Json;
    readonly nodes: { readonly [key: string]: string };
    readonly error_node?: string;
    readonly error_code?: string;
    readonly attempts?: { readonly [key: string]: number };
    readonly never_started?: readonly string[];
  };
  readonly note: string;
};

const DIR = process.env['COMPAT_DIR'] ?? fileURLToPath(new URL('../../../../../shared/compat', import.meta.url));

/** The cases, or undefined where the file is not there. */
export function engineCases(): readonly EngineCase[] | undefined {
  const path = `${DIR}/engine.jsonl`;
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as EngineCase);
}

/** How a run ended, as the store and the API have it. */
export type Ended = Pick<RunDetail, 'status' | 'error'> & {
  readonly state?: unknown;
  readonly result?: unknown;
  readonly nodes: readonly Pick<NodeRow, 'key' | 'node' | 'status' | 'attempt'>[];
};

export function assertExpected({ expect }: EngineCase, { status, state, result, error, nodes }: Ended): void {
  const ran = nodes.filter((node) => node.attempt > 0 || node.status === 'skipped' || node.status === 'failed');
  assert.equal(status, expect.status, error?.message);
  assert.deepEqual(withoutNull(state as JsonObject), withoutNull(expect.state));
  assert.deepEqual(result, expect.result);
  assert.deepEqual(sorted(ran.map((node) => [node.key, node.status])), sorted(Object.entries(expect.nodes)));
  const attempts = ran.filter(({ attempt }) => attempt > 1).map(({ key, attempt }) => [key, attempt] as const);
  assert.deepEqual(sorted(attempts), sorted(Object.entries(expect.attempts ?? {})));
  const started = new Set(ran.map(({ node }) => node));
  for (const name of expect.never_started ?? []) assert.ok(!started.has(name), `${name} started`);
  if (expect.error_node !== undefined) assert.equal(error?.node, expect.error_node);
  if (expect.error_code === 'RUN_LOOP_LIMIT' || expect.error_code === 'RUN_MAP_LIMIT') {
    assert.equal(error?.code, expect.error_code);
  }
}

/** A field without a value is not there for the interpreter, and null for us. */
function withoutNull(state: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));
}

function sorted<T>(entries: readonly (readonly [string, T])[]): { readonly [key: string]: T } {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

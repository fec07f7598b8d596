// A run as a file: JSON, with a version of its own, read by every release that comes.
import type { JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import type { ExecutionGraph } from '../../graph/graph.ts';

export const EXPORT_FORMAT = 1;

export type ExportedFact = {
  readonly seq: number;
  readonly kind: string;
  /** The other fields. Large values stand in `payloads`, with null in their place. */
  readonly body: JsonObject;
  readonly refs?: readonly (readonly [path: readonly string[], hash: string])[];
};

export type ExportedRun = {
  readonly run_id: string;
  /** As the list of runs has it, so that a replay can be held against it. */
  readonly status: string;
  readonly finished: number | null;
  /** Values of it are hidden, and not in the file. */
  readonly redacted?: true;
  readonly facts: readonly ExportedFact[];
};

export type RunExport = {
  readonly format: number;
  readonly release: string;
  readonly run_id: string;
  /** The run, then those that it awaited, and that they awaited. */
  readonly runs: readonly ExportedRun[];
  readonly graphs: { readonly [hash: string]: ExecutionGraph };
  /** JSON texts by their SHA-256. */
  readonly payloads: { readonly [hash: string]: string };
};

const FACT: JsonSchema = {
  type: 'object',
  required: ['seq', 'kind', 'body'],
  properties: {
    seq: { type: 'integer', minimum: 1 },
    kind: { type: 'string' },
    body: { type: 'object', required: ['time'], properties: { time: { type: 'number' } } },
    refs: {
      type: 'array',
      items: {
        type: 'array',
        prefixItems: [{ type: 'array', minItems: 1, items: { type: 'string' } }, { type: 'string' }],
        minItems: 2,
        maxItems: 2,
      },
    },
  },
};

/** What a file must look like; what it says is checked by replay. */
export const EXPORT_SCHEMA: JsonSchema = {
  type: 'object',
  required: ['format', 'release', 'run_id', 'runs', 'graphs', 'payloads'],
  properties: {
    format: { const: EXPORT_FORMAT },
    release: { type: 'string' },
    run_id: { type: 'string' },
    runs: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['run_id', 'status', 'finished', 'facts'],
        properties: {
          run_id: { type: 'string', minLength: 1 },
          status: { type: 'string' },
          finished: { type: ['integer', 'null'] },
          redacted: { const: true },
          facts: { type: 'array', minItems: 1, items: FACT },
        },
      },
    },
    graphs: { type: 'object', additionalProperties: { type: 'object' } },
    payloads: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

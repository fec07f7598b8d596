// Workflows of the flow dialect with the verdict that is wanted. COMPAT_DIR is a folder with workflows.jsonl; by default the one beside
// the checkout.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import { stringify } from 'yaml';

export type FlowCase = {
  readonly id: string;
  readonly want: 'accept' | 'reject' | 'warn';
  readonly note: string;
  /** The workflow as YAML. */
  readonly text: string;
};

const DIR = process.env['COMPAT_DIR'] ?? fileURLToPath(new URL('../../../../../shared/compat', import.meta.url));

/** The cases, or undefined where the file is not there. */
export function flowCases(): readonly FlowCase[] | undefined {
  const path = `${DIR}/workflows.jsonl`;
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { id, want, note, workflow } = JSON.parse(line) as Omit<FlowCase, 'text'> & { readonly workflow: JsonObject };
    return { id, want, note, text: stringify(workflow) };
  });
}

/** Inputs that fit a graph's schema of them. */
export function inputsFor(schema: JsonSchema): JsonObject {
  const { properties = {}, required = [] } = schema as {
    readonly properties?: { readonly [name: string]: JsonSchema };
    readonly required?: readonly string[];
  };
  return Object.fromEntries(required.map((name) => [name, valueOf(properties[name] ?? true)]));
}

function valueOf(schema: JsonSchema): Json {
  if (typeof schema === 'boolean') return 'text';
  const { type, items, properties } = schema as {
    readonly type?: string | readonly string[];
    readonly items?: JsonSchema;
    readonly properties?: { readonly [name: string]: JsonSchema };
  };
  switch (Array.isArray(type) ? (type as readonly string[])[0] : type) {
    case 'integer':
      return 3;
    case 'number':
      return 1.5;
    case 'boolean':
      return true;
    case 'array':
      return [valueOf(items ?? true), valueOf(items ?? true)];
    case 'object':
      return Object.fromEntries(Object.entries(properties ?? {}).map(([name, each]) => [name, valueOf(each)]));
    default:
      return 'text';
  }
}

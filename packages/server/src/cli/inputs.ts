// Inputs given as `name=value`: read by the type that the workflow declares.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { nearest } from '@configurable-agents/core/graph';
import { Failure } from './failure.ts';

export type Field = { readonly [keyword: string]: unknown };

/** The declared inputs by name. */
export function fieldsOf(graph: Pick<ExecutionGraph, 'inputs'>): { readonly [name: string]: Field } {
  if (typeof graph.inputs !== 'object') return {};
  return (graph.inputs['properties'] ?? {}) as { readonly [name: string]: Field };
}

/** `k=v` pairs as inputs: texts stay texts, everything else is read as JSON. Unknown names are refused with the nearest. */
export function parsePairs(
  pairs: readonly string[],
  fields: { readonly [name: string]: Field } | undefined,
): JsonObject {
  const inputs: { [name: string]: Json } = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at <= 0) throw new Failure(2, `an input is written name=value, found ${JSON.stringify(pair)}`);
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (Object.hasOwn(inputs, name)) throw new Failure(2, `the input \`${name}\` is given twice`);
    inputs[name] = parseValue(name, { value, field: fields?.[name] });
  }
  return inputs;
}

/** One input as it is typed. Throws `Failure` where it is not of its type. */
export function parseValue(
  name: string,
  { value, field }: { readonly value: string; readonly field: Field | undefined },
): Json {
  const type = field?.['type'];
  if (type === undefined || type === 'string' || (Array.isArray(type) && type.includes('string'))) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new Failure(
      2,
      `the input \`${name}\` must be of type ${String(type)}, written as JSON; found ${JSON.stringify(value)}`,
    );
  }
}

/** Required inputs that are not given. */
export function missingInputs(graph: Pick<ExecutionGraph, 'inputs'>, inputs: JsonObject): readonly string[] {
  const required = typeof graph.inputs === 'object' ? ((graph.inputs['required'] ?? []) as readonly string[]) : [];
  return required.filter((name) => !Object.hasOwn(inputs, name));
}

/** Refuses unknown and missing inputs before anything is opened; a missing one gets a command to copy. */
export function assertInputs(
  graph: ExecutionGraph,
  inputs: JsonObject,
  { command }: { readonly command: string },
): void {
  const fields = fieldsOf(graph);
  const known = Object.keys(fields);
  for (const name of Object.keys(inputs)) {
    if (Object.hasOwn(fields, name)) continue;
    const near = nearest(name, known);
    const help =
      near === undefined
        ? known.length === 0
          ? 'the workflow takes none'
          : `known are ${known.join(', ')}`
        : `did you mean \`${near}\`?`;
    throw new Failure(2, `unknown input \`${name}\`; ${help}`);
  }
  const missing = missingInputs(graph, inputs);
  if (missing.length === 0) return;
  const all = [
    ...Object.entries(inputs).map(([name, value]) =>
      flag(name, typeof value === 'string' ? value : JSON.stringify(value)),
    ),
    ...missing.map((name) => flag(name, placeholder(fields[name]))),
  ];
  throw new Failure(
    2,
    `missing ${missing.map((name) => `\`${name}\``).join(', ')}; a complete command:\n\n  ${[command, ...all].join(' \\\n    ')}`,
  );
}

function flag(name: string, value: string): string {
  return `--input ${/^[\w.:/@%+,-]+$/.test(value) ? `${name}=${value}` : `'${name}=${value.replaceAll("'", String.raw`'\''`)}'`}`;
}

const PLACEHOLDERS: { readonly [type: string]: string } = {
  integer: '1',
  number: '1.5',
  boolean: 'true',
  array: '[]',
  object: '{}',
};

function placeholder(field: Field | undefined): string {
  const allowed = field?.['enum'];
  if (Array.isArray(allowed)) return String(allowed[0]);
  return PLACEHOLDERS[String(field?.['type'])] ?? '...';
}

// The configuration file: found upward, read, and checked with every finding at once.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument } from 'yaml';
import { nearest } from '@configurable-agents/core/graph';
import { ConfigError } from './config-error.ts';
import { redactionFindings } from './redaction.ts';
import { CONFIG_SCHEMA } from './schema.ts';
import type { Config, ConfigSchema } from './schema.ts';

export type ConfigFile = { readonly path: string; readonly config: Config };

/** Reads and checks a configuration file. Throws `ConfigError`. */
export function readConfig(path: string): ConfigFile {
  const reading = { what: 'configuration file', example: {}, findings: redactionFindings };
  return { path, config: readChecked<Config>(path, CONFIG_SCHEMA, reading) };
}

/** What is wrong at a place, which a schema cannot say. */
export type Finding = { readonly path: readonly (string | number)[]; readonly message: string };

type Reading<T> = {
  readonly what: string;
  readonly example: T;
  /** All else that is wrong with a value that fits the schema. */
  readonly findings?: (value: T) => readonly Finding[];
};

/**
 * Reads a file of YAML or JSON and holds it against a schema. An empty one is `example`. Throws `ConfigError` with every finding and its
 * place.
 */
export function readChecked<T>(
  path: string,
  schema: ConfigSchema,
  { what, example, findings = () => [] }: Reading<T>,
): T {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `the ${what} ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, maxAliasCount: 100 } as Parameters<
    typeof parseDocument
  >[1]);
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new ConfigError(`${path}:${line}:${col} ${broken.message}`);
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 }) ?? example;
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile<T>(schema);
  const isValid = validate(value);
  const place: Place = (at) => {
    const node: unknown = document.getIn(at, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? (node.range as [number] | null) : null;
    if (range === null) return path;
    const { line, col } = lines.linePos(range[0]);
    return `${path}:${line}:${col}`;
  };
  if (!isValid)
    throw new ConfigError((validate.errors ?? []).map((error) => describe(error, { schema, place })).join('\n'));
  const found = findings(value).map((each) => `${place(each.path)} \`${each.path.join('.')}\`: ${each.message}`);
  if (found.length > 0) throw new ConfigError(found.join('\n'));
  return value;
}

type Place = (at: readonly (string | number)[]) => string;

function describe(
  error: ErrorObject,
  { schema, place }: { readonly schema: ConfigSchema; readonly place: Place },
): string {
  const at = error.instancePath.split('/').slice(1);
  const where = at.length === 0 ? 'the file' : `\`${at.join('.')}\``;
  if (error.keyword === 'enum')
    return `${place(at)} ${where} must be one of ${(error.params['allowedValues'] as readonly unknown[]).join(', ')}`;
  if (error.keyword !== 'additionalProperties') return `${place(at)} ${where} ${error.message ?? 'is wrong'}`;
  const name = String(error.params['additionalProperty']);
  const known = knownKeys(schema, at);
  const near = nearest(name, known);
  const help = near === undefined ? `known are ${known.join(', ')}` : `did you mean \`${near}\`?`;
  return `${place([...at, name])} unknown key \`${[...at, name].join('.')}\`; ${help}`;
}

function knownKeys(root: ConfigSchema, at: readonly string[]): readonly string[] {
  let schema: { readonly [keyword: string]: unknown } = root;
  for (const step of at) {
    const properties = (schema['properties'] ?? {}) as ConfigSchema['properties'];
    const more = schema['items'] ?? schema['additionalProperties'];
    const next: typeof schema =
      properties[step] ?? (typeof more === 'object' && more !== null ? (more as typeof schema) : {});
    schema = next['$ref'] === '#' ? root : next;
  }
  return Object.keys(schema['properties'] ?? {});
}

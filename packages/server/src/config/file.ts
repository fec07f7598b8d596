// The configuration file: found upward, read, and checked with every finding at once.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument } from 'yaml';
import { nearest } from '@configurable-agents/core/graph';
import { ConfigError } from './config-error.ts';
import { CONFIG_SCHEMA } from './schema.ts';
import type { Config } from './schema.ts';

export type ConfigFile = { readonly path: string; readonly config: Config };

/** Reads and checks a configuration file. Throws `ConfigError`. */
export function readConfig(path: string): ConfigFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `the configuration file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
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
  const config: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile<Config>(CONFIG_SCHEMA);
  if (validate(config)) return { path, config };
  const place = (at: readonly string[]): string => {
    const node: unknown = document.getIn(at, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? (node.range as [number] | null) : null;
    if (range === null) return path;
    const { line, col } = lines.linePos(range[0]);
    return `${path}:${line}:${col}`;
  };
  throw new ConfigError((validate.errors ?? []).map((error) => describe(error, place)).join('\n'));
}

function describe(error: ErrorObject, place: (at: readonly string[]) => string): string {
  const at = error.instancePath.split('/').slice(1);
  const where = at.length === 0 ? 'the file' : `\`${at.join('.')}\``;
  if (error.keyword === 'enum')
    return `${place(at)} ${where} must be one of ${(error.params['allowedValues'] as readonly unknown[]).join(', ')}`;
  if (error.keyword !== 'additionalProperties') return `${place(at)} ${where} ${error.message ?? 'is wrong'}`;
  const name = String(error.params['additionalProperty']);
  const known = knownKeys(at);
  const near = nearest(name, known);
  const help = near === undefined ? `known are ${known.join(', ')}` : `did you mean \`${near}\`?`;
  return `${place([...at, name])} unknown key \`${[...at, name].join('.')}\`; ${help}`;
}

function knownKeys(at: readonly string[]): readonly string[] {
  let schema: { readonly [keyword: string]: unknown } = CONFIG_SCHEMA;
  for (const step of at) {
    const properties = (schema['properties'] ?? {}) as typeof CONFIG_SCHEMA.properties;
    schema = properties[step] ?? {};
  }
  return Object.keys(schema['properties'] ?? {});
}

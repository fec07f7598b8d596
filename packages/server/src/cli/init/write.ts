// Files of a new project, each written once: what is there stays as it is unless somebody says otherwise.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder, writeWhole } from '../validate/write.ts';
import { IGNORED, SCHEMAS, SETTINGS, startFiles } from './files.ts';
import type { Start, StartFile } from './files.ts';

export type Put = {
  readonly path: string;
  readonly status: 'written' | 'kept' | 'extended';
  /** What is to do by hand. */
  readonly note?: string;
};

type How = Start & { readonly dir: string; readonly force: boolean };

/** Writes all of them, and says of each what became of it. */
export function putFiles(how: How): readonly Put[] {
  return [...[...startFiles(how), ...schemaFiles()].map((file) => put(file, how)), putSettings(how), putIgnored(how)];
}

/** The same schemas that this release checks with. */
function schemaFiles(): readonly StartFile[] {
  const schemas = {
    '.vscode/workflow.schema.json': import.meta.resolve('@configurable-agents/compiler/workflow.schema.json'),
    '.vscode/configurable-agents.schema.json': import.meta.resolve('#config-schema'),
  };
  return Object.entries(schemas).map(([path, url]) => ({ path, text: readFileSync(fileURLToPath(url), 'utf8') }));
}

function put({ path, text }: StartFile, { dir, force }: How): Put {
  const file = join(dir, path);
  if (existsSync(file)) {
    if (readFileSync(file, 'utf8') === text) return { path, status: 'kept' };
    if (!force) return { path, status: 'kept', note: 'it is there; --force writes over it' };
  }
  makeFolder(dirname(file));
  writeWhole(file, text);
  return { path, status: 'written' };
}

const KEY = 'yaml.schemas';

/** Settings of an editor hold more than ours: they are added to, never written over. */
function putSettings(how: How): Put {
  const file = join(how.dir, SETTINGS);
  const text = (settings: object): string => `${JSON.stringify(settings, undefined, 2)}\n`;
  if (!existsSync(file)) return put({ path: SETTINGS, text: text({ [KEY]: SCHEMAS }) }, how);
  const settings = parsed(readFileSync(file, 'utf8'));
  const known = settings?.[KEY];
  const ours = Object.keys(SCHEMAS);
  if (isObject(known) && ours.every((schema) => Object.hasOwn(known, schema)))
    return { path: SETTINGS, status: 'kept' };
  const note = `it is there; add to it: "${KEY}": ${JSON.stringify(SCHEMAS)}`;
  if (settings === undefined || !how.force || (known !== undefined && !isObject(known)))
    return { path: SETTINGS, status: 'kept', note };
  writeWhole(file, text({ ...settings, [KEY]: { ...(isObject(known) ? known : {}), ...SCHEMAS } }));
  return { path: SETTINGS, status: 'extended' };
}

/** Undefined for what is no plain JSON object: comments would be lost. */
function parsed(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lines that are missing are added at the end; those that are there stay. */
function putIgnored({ dir }: How): Put {
  const path = '.gitignore';
  const file = join(dir, path);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lines = new Set(before.split(/\r?\n/).map((line) => line.trim()));
  const missing = IGNORED.filter((entry) => !lines.has(entry) && !lines.has(entry.replace(/\/$/, '')));
  if (missing.length === 0) return { path, status: 'kept' };
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  writeWhole(file, `${before}${gap}${missing.join('\n')}\n`);
  return { path, status: before === '' ? 'written' : 'extended' };
}

// What a person names when they name a plugin, and what each kind of name means. Pure.
import { RuntimeError } from '@configurable-agents/core';
import type { PluginEntry } from '../config/schema.ts';

export type Isolation = NonNullable<PluginEntry['isolation']>;

/** A path is a folder, or a module without a package; a package is one that is installed beside the configuration. */
export type Reference =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'tarball'; readonly path: string }
  | { readonly kind: 'npm'; readonly name: string; readonly range: string | undefined }
  | { readonly kind: 'package'; readonly name: string };

const NAME = /^(?:@[a-z0-9][a-z0-9._~-]*\/)?[a-z0-9][a-z0-9._~-]*$/i;
/** A version, a range or a tag: never an address or a path, which npm would take from anywhere. */
const RANGE = /^[\w .^~<>=|*+-]{1,100}$/;
const TARBALL = /\.(?:tgz|tar\.gz)$/i;

/** An entry as one shape, however it is written. */
export function entryOf(written: string | PluginEntry): PluginEntry {
  return typeof written === 'string' ? { source: written } : written;
}

/** Reads a source as the configuration writes it. Throws `PLUGIN_PACKAGE_INVALID` for what is none. */
export function referenceOf(source: string): Reference {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(source)) throw invalid(source, 'holds a control character');
  if (source.startsWith('npm:')) return npmOf(source.slice('npm:'.length), source);
  if (isPath(source)) return { kind: TARBALL.test(source) ? 'tarball' : 'path', path: source };
  if (!NAME.test(source)) throw invalid(source, 'is neither a path (begin it with ./) nor the name of a package');
  return { kind: 'package', name: source };
}

/** Whether a source is a path by its spelling. */
export function isPath(source: string): boolean {
  return source.startsWith('.') || source.startsWith('/') || TARBALL.test(source);
}

function npmOf(text: string, source: string): Reference {
  const at = text.indexOf('@', 1);
  const name = at === -1 ? text : text.slice(0, at);
  const range = at === -1 ? undefined : text.slice(at + 1);
  if (!NAME.test(name) || name.length > 214)
    throw invalid(source, 'names no package; write npm:NAME or npm:NAME@RANGE');
  if (range !== undefined && !RANGE.test(range)) {
    throw invalid(source, 'has no usable range; write a version or a range such as npm:NAME@^1.2.0');
  }
  return { kind: 'npm', name, range };
}

/** The package that npm is asked for. */
export function npmSpec({ name, range }: Extract<Reference, { kind: 'npm' }>): string {
  return range === undefined ? name : `${name}@${range}`;
}

function invalid(source: string, problem: string): RuntimeError {
  return new RuntimeError('PLUGIN_PACKAGE_INVALID', `the plugin source ${JSON.stringify(source)} ${problem}`);
}

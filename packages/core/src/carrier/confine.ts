// How a process is started that holds one plugin: what it may read and write, and what it has of the environment. Looks at the disk.
import { existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileTarget, JsonObject, ManifestCapabilities, PluginManifest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { valueAt } from '../lane/grant.ts';
import { environmentOf } from './environment.ts';
import type { Environment } from './environment.ts';

export type Confinement = Environment & {
  readonly plugin: string;
  /** Of Node: permissions and limits. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** Without what only a plugin with programs of its own has a use for. */
  readonly isBare: boolean;
  /** Limit of V8's old generation. */
  readonly memoryMb: number;
};

export type ConfineOptions = {
  readonly manifest: PluginManifest;
  readonly specifier: string;
  /** The package's folder; absent: the nearest one above the module that has a package.json, else that of the module. */
  readonly folder: string | undefined;
  readonly granted: ManifestCapabilities;
  readonly config: JsonObject;
  /** Absent where the store is in memory. */
  readonly dataDir: string | undefined;
  readonly memoryMb: number;
  readonly env: { readonly [name: string]: string | undefined };
};

/** Throws `PLUGIN_INVALID` for what cannot be confined: a link out of its folder, a grant over the store. */
export function confine(options: ConfineOptions): Confinement {
  const { manifest, granted, config, memoryMb, env } = options;
  const folder = realpathSync(options.folder ?? folderOf(fileURLToPath(options.specifier)));
  const roots = [...new Set([...productRoots(), folder, ...modulesAbove(folder)])];
  assertNoWayOut(manifest.name, folder, roots);
  const reads = (granted.fs?.read ?? []).flatMap((target) => pathsOf(target, options));
  const writes = (granted.fs?.write ?? []).flatMap((target) => pathsOf(target, options));
  // Node grants a folder only where there is one.
  for (const path of writes) if (!existsSync(path)) mkdirSync(path, { recursive: true });
  const isBare = granted.subprocess !== true;
  return {
    plugin: manifest.name,
    args: [
      '--permission',
      ...[...roots, ...reads, ...writes].map((path) => `--allow-fs-read=${plain(manifest.name, path)}`),
      ...writes.map((path) => `--allow-fs-write=${plain(manifest.name, path)}`),
      ...(isBare ? [] : ['--allow-child-process']),
      // From Node 25 on there is a permission for the network, as a whole.
      ...(process.allowedNodeEnvironmentFlags.has('--allow-net') && granted.net.length > 0 ? ['--allow-net'] : []),
      // It asks no permission for the files that it opens.
      '--no-experimental-sqlite',
      `--max-old-space-size=${memoryMb}`,
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
      ...conditions(process.execArgv),
    ],
    ...environmentOf({ manifest, granted, configs: [config], env }),
    cwd: folder,
    isBare,
    memoryMb,
  };
}

/** Our own conditions of resolution, by which a checkout runs from its source. */
function conditions(execArgv: readonly string[]): readonly string[] {
  return execArgv.flatMap((arg, i) => {
    if (/^(--conditions=|-C=)/.test(arg)) return [arg];
    return arg === '--conditions' || arg === '-C' ? [`--conditions=${execArgv[i + 1] ?? ''}`] : [];
  });
}

/** This package, the SDK, and what both import. */
function productRoots(): readonly string[] {
  const own = dirname(fileURLToPath(import.meta.resolve('#package')));
  const sdk = folderOf(fileURLToPath(import.meta.resolve('@configurable-agents/plugin-sdk')));
  return [own, sdk].map((path) => realpathSync(path)).flatMap((root) => [root, ...modulesAbove(root)]);
}

/** The folders in which Node looks for the packages that are imported below a folder. */
function modulesAbove(folder: string): readonly string[] {
  const { root } = parse(folder);
  const found: string[] = [];
  for (let at = dirname(folder); ; at = dirname(at)) {
    const path = basename(at) === 'node_modules' ? at : join(at, 'node_modules');
    if (existsSync(path)) found.push(path);
    if (at === root) return found;
  }
}

function folderOf(file: string): string {
  const { root } = parse(file);
  for (let at = dirname(file); at !== root; at = dirname(at)) if (existsSync(join(at, 'package.json'))) return at;
  return dirname(file);
}

/** Node follows a link wherever it leads, so none may lead out of what may be read. */
function assertNoWayOut(plugin: string, folder: string, roots: readonly string[]): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const target = realOf(path);
    if (target === undefined || roots.some((root) => isWithin(root, target))) continue;
    throw invalid(
      plugin,
      `has the link ${relative(folder, path)}, which leads to ${target}, out of its folder; take the link out, or put what it leads to in its place`,
    );
  }
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** A granted file or folder. Nothing of it may be the engine's own: its store, its token, the code of plugins. */
function pathsOf(target: FileTarget, { manifest, config, dataDir }: ConfineOptions): readonly string[] {
  const given = typeof target === 'string' ? target : valueAt(config, target.fromConfig);
  if (typeof given !== 'string' || given === '') return [];
  if (dataDir === undefined && !isAbsolute(given))
    throw invalid(manifest.name, `is granted ${given}, below a data directory, and there is none`);
  const path = resolve(dataDir ?? '', given);
  if (dataDir !== undefined && [path, realOf(path)].some((each) => each !== undefined && holdsOurs(dataDir, each)))
    throw invalid(manifest.name, `is granted ${given}, which has files of the engine in it; grant a folder of its own`);
  return [path];
}

/** Whether a path is the data directory, holds it, or is what the engine keeps there. */
function holdsOurs(dataDir: string, path: string): boolean {
  return [resolve(dataDir), realOf(dataDir) ?? dataDir].some((data) => {
    const [first = ''] = relative(data, path).split(sep);
    return isWithin(path, data) || (isWithin(data, path) && /^(plugins$|store\.|server\.json|.*lock)/.test(first));
  });
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/** To Node a star stands for every name. */
function plain(plugin: string, path: string): string {
  if (path.includes('*')) throw invalid(plugin, `is to read ${path}, and a path with a * cannot be granted`);
  return path;
}

function invalid(plugin: string, problem: string): RuntimeError {
  return new RuntimeError('PLUGIN_INVALID', `plugin \`${plugin}\` cannot run in a process of its own: it ${problem}`);
}

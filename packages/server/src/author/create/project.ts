// The files of a new plugin out of those of the template. Pure: what is read and written is another file's business.
import { posix } from 'node:path';
import { named, packageNameOf } from './name.ts';
import { closureOf, lockText, movedEntries } from './lock.ts';
import type { LockEntries, LockEntry } from './lock.ts';
import { SDK, SERVER } from './origin.ts';
import type { Origin } from './origin.ts';

export type ProjectFile = { readonly path: string; readonly text: string };

export type Project = {
  readonly name: string;
  /** Absolute, links resolved, with `/` between steps: links and tarballs are written relative to it. */
  readonly dir: string;
  readonly origin: Origin;
  /** Files of the template by their paths in it: what all kinds share, then what is the kind's own. */
  readonly files: readonly ProjectFile[];
  /** Packages that the template itself needs, with the versions that this release was tested with. */
  readonly tools: LockEntries;
  /** package.json of a linked package, by its name. */
  readonly linked: { readonly [name: string]: LockEntry };
};

type Json = { [key: string]: unknown };

/** Condition under which packages of a checkout are their own sources. */
const SOURCE = '@configurable-agents/source';

/** All files of the plugin, with its own lock file. */
export function projectFiles({ name, dir, origin, files, tools, linked }: Project): readonly ProjectFile[] {
  const { specs, entries } = dependenciesOf(origin, { dir, linked });
  const isSource = origin.kind === 'checkout' && origin.isSource;
  const texts = files.map(({ path, text }) => ({ path: pathOf(path), text: named(text, name) }));
  const [packages, others] = partition(texts, 'package.json');
  const version = origin.kind === 'checkout' ? linked[SDK]?.version : origin.version;
  const json = packageJson(JSON.parse(packages.text) as Json, { name, specs, tools, isSource, version });
  return [
    ...others.map((file) =>
      file.path === 'tsconfig.json' && isSource ? { ...file, text: sourceConfig(file.text) } : file,
    ),
    { path: 'package.json', text: textOf(json) },
    { path: 'package-lock.json', text: lockText(json, { ...entries, ...tools }) },
  ];
}

/** Names that npm would not pack, or take for its own, are written differently in the template. */
function pathOf(path: string): string {
  if (path === 'gitignore') return '.gitignore';
  if (path === 'package.template.json') return 'package.json';
  return path.startsWith('github/') ? `.${path}` : path;
}

function partition(
  files: readonly ProjectFile[],
  path: string,
): readonly [found: ProjectFile, others: readonly ProjectFile[]] {
  const found = files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`the template has no ${path}`);
  return [found, files.filter((file) => file !== found)];
}

type Specs = { readonly [name: string]: string };

/** How the SDK and the command are named in package.json, and what stands in the lock file for them. */
function dependenciesOf(
  origin: Origin,
  { dir, linked }: Pick<Project, 'dir' | 'linked'>,
): { readonly specs: Specs; readonly entries: LockEntries } {
  switch (origin.kind) {
    case 'global':
      return { specs: { [SDK]: origin.version }, entries: { [`node_modules/${SDK}`]: { version: origin.version } } };
    case 'checkout': {
      const links = [[SDK, origin.sdk] as const, [SERVER, origin.server] as const].map(([name, folder]) => ({
        name,
        path: posix.relative(dir, folder),
      }));
      return {
        specs: Object.fromEntries(links.map(({ name, path }) => [name, `file:${path}`])),
        entries: Object.fromEntries(
          links.flatMap(({ name, path }) => [
            [path, linked[name] ?? {}],
            [`node_modules/${name}`, { resolved: path, link: true }],
          ]),
        ),
      };
    }
    case 'installed': {
      const names = [SDK, SERVER].filter((name) => Object.hasOwn(origin.entries, `node_modules/${name}`));
      const entries = movedEntries(closureOf(origin.entries, names), { from: origin.root, to: dir });
      const specs = names.map((name) => {
        const { resolved, version = origin.version } = entries[`node_modules/${name}`] ?? {};
        return [name, resolved?.startsWith('file:') === true ? resolved : version];
      });
      return { specs: Object.fromEntries(specs) as Specs, entries };
    }
  }
}

type Parts = Pick<Project, 'name' | 'tools'> & {
  readonly specs: Specs;
  readonly isSource: boolean;
  readonly version: string | undefined;
};

function packageJson(
  json: Json,
  { name, specs, tools, isSource, version }: Parts,
): Json & { readonly name: string; readonly version: string } {
  const scripts = json['scripts'] as { readonly [name: string]: string };
  const own = Object.fromEntries(
    ['@types/node', 'typescript'].map((tool) => [tool, tools[`node_modules/${tool}`]?.version ?? '*']),
  );
  return {
    ...json,
    name: packageNameOf(name),
    version: String(json['version']),
    // Without a build the SDK of a checkout is TypeScript, which Node runs under a condition of its own.
    scripts: isSource
      ? { ...scripts, test: String(scripts['test']).replace('node ', `node --conditions=${SOURCE} `) }
      : scripts,
    peerDependencies: { [SDK]: version === undefined ? '*' : `^${version}` },
    devDependencies: sorted({ ...specs, ...own }),
  };
}

/** As npm sorts them, so that it changes nothing when it writes the file. */
function sorted(specs: Specs): Specs {
  return Object.fromEntries(Object.entries(specs).toSorted(([a], [b]) => a.localeCompare(b, 'en')));
}

function sourceConfig(text: string): string {
  const config = JSON.parse(text) as { readonly compilerOptions: Json };
  return textOf({ ...config, compilerOptions: { ...config.compilerOptions, customConditions: [SOURCE] } });
}

function textOf(json: unknown): string {
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

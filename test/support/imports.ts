// Reads imports out of source text, and the dependency table out of ARCHITECTURE.md.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, posix } from 'node:path';

export type Import = { readonly specifier: string; readonly line: number; readonly isTypeOnly: boolean };

/** A row of the table: what files below `folder` may import, and the sentence that says so. */
export type Layer = {
  readonly name: string;
  readonly folder: string;
  readonly mayImport: ReadonlyMap<string, 'anything' | 'types'>;
  readonly sentence: string;
};

export type SourceFile = { readonly path: string; readonly text: string };

const STATIC = /^(?:import|export)\s+(type\s+)?(?:[\w$*\s{},]*?\s+from\s+)?'([^']+)'/gm;
const DYNAMIC = /(?:\bimport|\bimport\.meta\.resolve|\brequire)\(\s*'([^']+)'\s*\)/g;

/** Every import with a literal specifier. Examples in comments are none. */
export function importsOf(text: string): readonly Import[] {
  const blank = (comment: string): string => comment.replaceAll(/[^\n]/g, ' ');
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, blank).replaceAll(/^\s*\/\/.*$/gm, blank);
  const lineAt = (index: number): number => code.slice(0, index).split('\n').length;
  const found: Import[] = [];
  for (const match of code.matchAll(STATIC)) {
    found.push({ specifier: match[2] ?? '', line: lineAt(match.index), isTypeOnly: match[1] !== undefined });
  }
  for (const match of code.matchAll(DYNAMIC)) {
    found.push({ specifier: match[1] ?? '', line: lineAt(match.index), isTypeOnly: false });
  }
  return found;
}

/** The table under the heading "Dependencies" of ARCHITECTURE.md. */
export function readLayers(markdown: string): readonly Layer[] {
  const [, section = ''] = /^## Dependencies\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(markdown) ?? [];
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => {
    const [name = '', folder = '', list = '', sentence = ''] = row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    const mayImport = new Map<string, 'anything' | 'types'>();
    for (const [, target = '', types] of list.matchAll(/`([^`]+)`( \(types\))?/g)) {
      mayImport.set(target, types === undefined ? 'anything' : 'types');
    }
    return { name: unquote(name), folder: unquote(folder), mayImport, sentence };
  });
}

function unquote(cell: string): string {
  return cell.replaceAll('`', '');
}

/** The layer that a file belongs to: the one with the longest folder. `*` stands for one folder name. */
export function layerOf(layers: readonly Layer[], path: string): Layer | undefined {
  const fits = layers.filter(({ folder }) => folderPattern(folder).test(path));
  return fits.toSorted((a, b) => b.folder.replace('*', '').length - a.folder.replace('*', '').length)[0];
}

function folderPattern(folder: string): RegExp {
  return new RegExp(`^${folder.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}/`);
}

/** What a specifier names in the words of the table: a layer, `node:NAME`, or a package. */
export function targetOf(layers: readonly Layer[], file: string, specifier: string): string {
  if (specifier.startsWith('.')) {
    const path = posix.join(dirname(file), specifier);
    return layerOf(layers, path)?.name ?? path;
  }
  const own = /^@configurable-agents\/([^/]+)(?:\/(.+))?$/.exec(specifier);
  if (own === null) return specifier.startsWith('node:') ? specifier : packageOf(specifier);
  const [, name = '', subPath] = own;
  if (subPath === undefined || name === 'plugin-sdk') return name;
  return `${name}/${subPath}`;
}

/** The package of a bare specifier: without its sub-path. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function isAllowed(layer: Layer, target: string, isTypeOnly: boolean): boolean {
  if (target === layer.name) return true;
  const how = layer.mayImport.get(target) ?? (target.startsWith('node:') ? layer.mayImport.get('node:*') : undefined);
  return how === 'anything' || (how === 'types' && isTypeOnly);
}

/** Each import that the table does not allow, as the sentence that it breaks. */
export function brokenSentences(layers: readonly Layer[], files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const layer = layerOf(layers, path);
    if (layer === undefined) return [`${path} is in no layer of the table.`];
    return importsOf(text).flatMap(({ specifier, line, isTypeOnly }) => {
      if (specifier.startsWith('#')) return [];
      const at = `${path}:${line} imports ${specifier}.`;
      if (isBuiltin(specifier) && !specifier.startsWith('node:')) return [`Built-in modules carry \`node:\`. ${at}`];
      const target = targetOf(layers, path, specifier);
      return isAllowed(layer, target, isTypeOnly) ? [] : [`${layer.sentence} ${at}`];
    });
  });
}

type PackageJson = {
  readonly name: string;
  readonly dependencies?: { readonly [name: string]: string };
  readonly peerDependencies?: { readonly [name: string]: string };
  readonly imports?: { readonly [name: string]: unknown };
};

/** Each specifier that the file's own package.json does not declare. */
export function undeclared(manifestPath: string, files: readonly SourceFile[]): readonly string[] {
  // A package.json of this repository: its own shape is known.
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as PackageJson;
  const declared = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }));
  return files.flatMap(({ path, text }) =>
    importsOf(text).flatMap(({ specifier, line }) => {
      if (specifier.startsWith('.') || specifier.startsWith('node:')) return [];
      const isDeclared = specifier.startsWith('#')
        ? Object.hasOwn(manifest.imports ?? {}, specifier)
        : declared.has(packageOf(specifier));
      return isDeclared ? [] : [`${path}:${line} imports ${specifier}, which ${manifest.name} does not declare.`];
    }),
  );
}

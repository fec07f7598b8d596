// The report of the SDK's interface: what its entries export, as `tsc` declares it. A change of it shows in the review.
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '..', '..');
const ROOT = join(PACKAGE, '..', '..', '..');

/** The file that the report is kept in. */
export const REPORT: string = join(PACKAGE, 'api.md');

type Declaration = {
  readonly name: string;
  readonly text: string;
  readonly file: string;
  readonly isExported: boolean;
};

/** The report as the sources have it now. */
export function apiReport(): string {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    emit(folder);
    const declared = declarationsIn(folder);
    const { exports } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
      readonly exports: { readonly [entry: string]: { readonly types: string } };
    };
    const sections = Object.entries(exports).map(([entry, { types }]) => {
      const file = readFileSync(join(folder, types.replace('./dist/', '')), 'utf8');
      return section(`@configurable-agents/plugin-sdk${entry.slice(1)}`, { file, declared });
    });
    return [HEAD, ...sections].join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const HEAD = `# The interface of the SDK

What the entries of the package export, written by \`npm run build:api\`. A difference here is a change of what plugins are
compiled against.
`;

function emit(folder: string): void {
  const options = ['--composite', 'false', '--incremental', 'false', '--declarationMap', 'false'];
  const output = ['--emitDeclarationOnly', '--removeComments', '--outDir', folder];
  execFileSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', PACKAGE, ...options, ...output], { cwd: ROOT });
}

/** Every statement at the left margin that declares something, up to the next one. */
function declarationsIn(folder: string): readonly Declaration[] {
  return globSync('**/*.d.ts', { cwd: folder })
    .toSorted()
    .flatMap((file) => statementsOf(readFileSync(join(folder, file), 'utf8')).map((text) => ({ file, text })))
    .flatMap(({ file, text }) => {
      const [, exported, name] = /^(export )?(?:declare )?(?:type|const|class|function) (\w+)/.exec(text) ?? [];
      const bare = text.replace(/^export (?:declare )?|^declare /, '');
      return name === undefined ? [] : [{ name, text: bare, file, isExported: exported !== undefined }];
    });
}

function statementsOf(text: string): readonly string[] {
  return text.split(/\n(?=(?:export|import|type|declare) )/).map((each) => each.trim());
}

type Entry = { readonly file: string; readonly declared: readonly Declaration[] };

function section(title: string, { file, declared }: Entry): string {
  const names = namesOf(file).toSorted();
  const exported = (name: string): Declaration | undefined =>
    declared.find((each) => each.name === name && each.isExported);
  const own = names.flatMap((name) => exported(name) ?? []);
  const foreign = names.filter((name) => exported(name) === undefined);
  const behind = mentioned(own, declared).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return [
    `## ${title}\n`,
    ...(foreign.length === 0 ? [] : [`From TypeBox: ${foreign.map((name) => `\`${name}\``).join(', ')}.\n`]),
    block(own),
    ...(behind.length === 0 ? [] : ['Mentioned by these, and not exported:\n', block(behind)]),
  ].join('\n');
}

function block(declarations: readonly Declaration[]): string {
  return `\`\`\`ts\n${declarations.map(({ text }) => text).join('\n\n')}\n\`\`\`\n`;
}

/** The names that an entry exports, whether it declares them or lists them. */
function namesOf(file: string): readonly string[] {
  const listed = [...file.matchAll(/^export (?:type )?\{([^}]+)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  );
  const declared = [...file.matchAll(/^export (?:declare )?(?:type|const|class|function) (\w+)/gm)];
  return [...listed, ...declared.map(([, name = '']) => name)].filter(Boolean);
}

/** Types that some declarations are made of, which no entry exports. */
function mentioned(declarations: readonly Declaration[], declared: readonly Declaration[]): readonly Declaration[] {
  const exported = new Set(['index.ts', 'signature.ts', 'testing/index.ts'].flatMap((file) => namesOf(sourceOf(file))));
  const found = new Set<Declaration>();
  const queue = [...declarations];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    // What stands in quotes is text.
    for (const [word] of next.text.replaceAll(/'[^']*'/g, '').matchAll(/\b[A-Z]\w*\b/g)) {
      const all = declared.filter(({ name }) => name === word);
      // Files have names of their own: the nearest is meant.
      const each = all.find(({ file }) => file === next.file) ?? all.find(({ isExported }) => isExported);
      if (each === undefined || exported.has(word) || found.has(each)) continue;
      found.add(each);
      queue.push(each);
    }
  }
  return [...found];
}

function sourceOf(file: string): string {
  return readFileSync(join(PACKAGE, 'src', file), 'utf8');
}

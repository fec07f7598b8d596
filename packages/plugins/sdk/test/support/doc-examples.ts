// The examples in the doc comments of the SDK: each becomes a module that imports what it uses.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Snippet } from './snippets.ts';

const SOURCES = join(import.meta.dirname, '..', '..', 'src');

/** Entries of the package, by what they are imported by. */
const ENTRIES = { '': 'index.ts', '/signature': 'signature.ts', '/testing': 'testing/index.ts' } as const;
const BUILT_IN: { readonly [name: string]: string } = { join: 'node:path', tmpdir: 'node:os' };

export type Exported = { readonly name: string; readonly isType: boolean; readonly from: string };

/** What the entries export. `signature.ts` declares, the others are tables of contents. */
export function exportsOf(): readonly Exported[] {
  return Object.entries(ENTRIES).flatMap(([path, file]) => {
    const text = readFileSync(join(SOURCES, file), 'utf8');
    const from = `@configurable-agents/plugin-sdk${path}`;
    const listed = [...text.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, type, names = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean)
        .map((name) => ({ name, isType: type !== undefined, from })),
    );
    const declared = [...text.matchAll(/^export (type|function|const|class) (\w+)/gm)].map(([, kind, name = '']) => ({
      name,
      isType: kind === 'type',
      from,
    }));
    return [...listed, ...declared];
  });
}

/** The examples, each named by what it is about. */
export function docExamples(): readonly Snippet[] {
  return globSync('**/*.ts', { cwd: SOURCES })
    .toSorted()
    .flatMap((file) => {
      const text = readFileSync(join(SOURCES, file), 'utf8');
      const comments = text.matchAll(
        /^\/\*\*\n((?: \*.*\n)+?) \*\/\nexport (?:async )?(?:type|function|const|class) (\w+)/gm,
      );
      return [...comments].flatMap(([, comment = '', name = '']) => {
        const [, example] = comment.split(' * @example\n');
        return example === undefined ? [] : [{ name, text: example.replaceAll(/^ \* ?/gm, '') }];
      });
    });
}

/** The example as a module. A statement that ends in `// => value` is held to that value. */
export function moduleOf({ name, text }: Snippet): Snippet {
  const body = text.replaceAll(/^(.*);\s*\/\/ => (.*)$/gm, 'assert.deepEqual($1, $2);');
  const uses = (word: string): boolean => new RegExp(`\\b${word}\\b`).test(body);
  const declares = (word: string): boolean => new RegExp(`\\b(?:const|function|type) ${word}\\b`).test(body);
  const imports = exportsOf()
    .filter((each) => uses(each.name) && !declares(each.name))
    .map(({ name: word, isType, from }) => `import { ${isType ? 'type ' : ''}${word} } from '${from}';`);
  const builtIn = Object.entries(BUILT_IN)
    .filter(([word]) => uses(word))
    .map(([word, from]) => `import { ${word} } from '${from}';`);
  const asserts = body.includes('assert.') ? ["import assert from 'node:assert/strict';"] : [];
  return { name, text: [...asserts, ...builtIn, ...new Set(imports), body, 'export {};', ''].join('\n') };
}

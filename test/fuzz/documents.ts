// Document number i of a seed: always the same text.
import { globSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { codeBlocks, markdownFiles, readText, ROOT } from '../support/markdown.ts';
import { mutateBytes, mutateText } from './mutate-text.ts';
import { mutateTree } from './mutate-tree.ts';
import type { Tree } from './mutate-tree.ts';
import { randomOf } from './random.ts';
import type { Random } from './random.ts';

export type Document = { readonly text: string; readonly way: 'tree' | 'text' | 'bytes' };

type Base = { readonly text: string; readonly tree: Tree | undefined };

/** The workflows of this repository: examples, golden and corpus files, the blocks of the documentation. */
function bases(): readonly [Base, ...Base[]] {
  const files = globSync(['examples/**/*.yaml', 'packages/compiler/test/{golden,corpus}/**/*.yaml'], {
    cwd: ROOT,
  }).toSorted();
  const pages = markdownFiles().flatMap((file) => codeBlocks(readText(file)));
  const blocks = pages
    .filter(({ language, text }) => language === 'yaml' && /^nodes:/m.test(text))
    .map(({ text }) => text);
  const texts = [...files.map(readText), ...blocks].filter((text) => text.length < 5000);
  const [first, ...others] = texts.map((text): Base => ({ text, tree: treeOf(text) }));
  if (first === undefined) throw new Error('there are no workflows to change');
  return [first, ...others];
}

function treeOf(text: string): Tree | undefined {
  try {
    return parse(text, { logLevel: 'silent' }) as Tree;
  } catch {
    return undefined;
  }
}

export function openDocuments(seed: number): (index: number) => Document {
  const all = bases();
  return (index) => {
    const random = randomOf(seed, index);
    const base = random.pick(all);
    const kind = random.below(20);
    if (base.tree === undefined || kind < 6) return { text: mutateText(base.text, random), way: 'text' };
    if (kind < 8) return { text: mutateBytes(base.text, random), way: 'bytes' };
    const tree = mutateTree(base.tree, random);
    const text = written(tree, random);
    return random.once(10) ? { text: mutateText(text, random), way: 'text' } : { text, way: 'tree' };
  };
}

/** YAML in one of the styles that people write. */
function written(tree: Tree, random: Random): string {
  const text = stringify(tree, {
    indent: random.pick([2, 2, 4]),
    lineWidth: random.pick([0, 30, 80]),
    collectionStyle: random.pick(['any', 'any', 'flow']),
    defaultStringType: random.pick(['PLAIN', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED']),
    aliasDuplicateObjects: random.once(3),
  });
  const ended = random.once(8) ? text.replaceAll('\n', '\r\n') : text;
  return random.once(20) ? `\ufeff${ended}` : ended;
}

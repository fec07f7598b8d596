// The Markdown of the repository: its files, links and code blocks.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT: string = join(import.meta.dirname, '..', '..');

export type Block = { readonly language: string; readonly info: string; readonly text: string; readonly line: number };

/** Every Markdown file that belongs to the project, by path from the root. */
export function markdownFiles(): readonly string[] {
  const patterns = ['*.md', 'docs/**/*.md', 'examples/**/*.md', 'bench/**/*.md', 'packages/**/*.md', 'test/**/*.md'];
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT, exclude: (path) => path.endsWith('node_modules') }))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .toSorted((a, b) => a.localeCompare(b));
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Fenced code blocks in order. `info` is what follows the language: ```` ```bash tour ````. */
export function codeBlocks(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const match of markdown.matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm)) {
    const [, language = '', info = '', text = ''] = match;
    blocks.push({ language, info: info.trim(), text, line: markdown.slice(0, match.index).split('\n').length + 1 });
  }
  return blocks;
}

/** Targets of links that are no addresses, without their fragment. Code is not searched. */
export function relativeLinks(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/i.test(target));
}

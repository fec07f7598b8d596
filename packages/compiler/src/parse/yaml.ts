// YAML text in, typed tree with spans out; what is wrong with the YAML itself is reported here.
import type { YAMLError } from 'yaml';
import type { Reporter } from '../diagnostic.ts';
import type { Source } from '../source.ts';
import { Converter, documentOf } from './convert.ts';
import type { ReadYaml } from './convert.ts';
import { readParts } from './parts.ts';
import { reportText } from './text-problem.ts';
import type { YamlNode } from './tree.ts';
import { quoted, reportYaml } from './yaml-problem.ts';

export type ReadOptions = {
  /** Of a broken text what could be read. */
  readonly isTolerant?: boolean;
  /** Levels around the text, where it is a part of one. */
  readonly depth?: number;
};

const NOTHING: ReadYaml = { root: undefined, nodes: 0, hasAliases: false };

/** The tree, or undefined when there is no telling what was meant. */
export function parseYaml(source: Source, reporter: Reporter): YamlNode | undefined {
  return readYaml(source, reporter).root;
}

/** The same, with what is to be known of the tree. */
export function readYaml(source: Source, reporter: Reporter, options: ReadOptions = {}): ReadYaml {
  if (reportText(source, reporter)) return NOTHING;
  const parts = (options.depth ?? 0) === 0 ? readParts(source) : undefined;
  return parts ?? readWhole(source, reporter, options);
}

function readWhole(source: Source, reporter: Reporter, { isTolerant = false, depth = 0 }: ReadOptions): ReadYaml {
  const document = documentOf(source.text);
  reportYaml(document, { source, reporter });
  for (const problem of document.warnings) {
    if (problem.code === 'TAG_RESOLVE_FAILED') reportTag(source, { reporter, problem });
  }
  const isBroken = document.errors.length > 0;
  if (isBroken && (!isTolerant || document.contents === null)) return NOTHING;
  if (document.contents === null) {
    reporter.report({ code: 'W102', span: [0, 0], message: 'the document is empty; a workflow needs `nodes`' });
    return NOTHING;
  }
  // What could be read of a broken text is only looked at: its mistakes would be echoes.
  const told: Reporter = isBroken ? { ...reporter, report: () => {} } : reporter;
  const converter = new Converter(document, { source, reporter: told });
  const root = converter.convert(document.contents, depth);
  return { root, nodes: converter.nodes, hasAliases: converter.hasAliases };
}

function reportTag(
  source: Source,
  { reporter, problem }: { readonly reporter: Reporter; readonly problem: YAMLError },
): void {
  const [start, end] = problem.pos;
  const [value = ''] = /^[^\r\n]*?(?=[ \t]*(?:[ \t]#|[\r\n,\]}]|$))/.exec(source.text.slice(start, start + 2000)) ?? [];
  const span = [start, start + Math.max(value.length, end - start)] as const;
  reporter.report({
    code: 'W003',
    span: [start, end],
    message: `\`${source.text.slice(start, end)}\` is read as a YAML tag`,
    help: 'put the value in quotes',
    fix: { title: 'put the value in quotes', span, text: quoted(source.text.slice(...span)) },
  });
}

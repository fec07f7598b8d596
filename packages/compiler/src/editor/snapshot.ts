// A text as an editor has it at one moment: what the compiler says of it, and what it saw on the way. It is made for a text in any
// state, and everything else here is a function of it.
import type { Expression } from '@configurable-agents/core/expression';
import type { CheckContext } from '../check/context.ts';
import type { CheckedNode } from '../check/node.ts';
import { compile } from '../compile.ts';
import type { CompileOptions, CompileResult } from '../compile.ts';
import type { Reading } from '../observer.ts';
import { reparse } from '../parse/reparse.ts';
import type { Known } from '../parse/reparse.ts';
import type { YamlNode } from '../parse/tree.ts';
import { readYaml } from '../parse/yaml.ts';
import { openSource } from '../source.ts';
import type { Source } from '../source.ts';

export type EditorOptions = Omit<CompileOptions, 'observer' | 'around'>;

export type Snapshot = {
  readonly source: Source;
  readonly options: EditorOptions;
  /** The same as `compile` gives of the text. */
  readonly result: CompileResult;
  /** Undefined where nothing could be read. */
  readonly root: YamlNode | undefined;
  readonly readings: readonly Reading[];
  readonly context: CheckContext | undefined;
  readonly nodes: ReadonlyMap<number, CheckedNode>;
  /** The tree as a later text can use it; undefined where there was something wrong with the YAML. */
  readonly known: Known | undefined;
};

export type ParsedReading = Reading & { readonly tree: Expression };

/**
 * Compiles a text and keeps what an editor needs of it. `before` is a snapshot of the text as it was, which saves most of the reading.
 *
 * @example
 * const snapshot = openSnapshot(text, { file: 'workflow.yaml', plugins: manifests });
 * complete(snapshot, offset);
 */
export function openSnapshot(text: string, options: EditorOptions, before?: Pick<Snapshot, 'known'>): Snapshot {
  let root: YamlNode | undefined;
  let known: Known | undefined;
  let context: CheckContext | undefined;
  let nodes: ReadonlyMap<number, CheckedNode> = new Map();
  const readings: Reading[] = [];
  const result = compile(text, {
    ...options,
    observer: {
      parse: (source, reporter) => {
        known = before?.known && reparse(before.known, source);
        if (known === undefined) {
          const read = readYaml(source, reporter, { isTolerant: true });
          ({ root } = read);
          if (reporter.list().length === 0) known = { ...read, text };
        } else ({ root } = known);
        return root;
      },
      read: (reading) => void readings.push(reading),
      checked: (checked, each) => {
        context = checked;
        nodes = each;
      },
    },
  });
  return { source: openSource(options.file, text), options, result, root, readings, context, nodes, known };
}

/** The smallest part of a template or an expression at an offset that has a tree. */
export function readingAt({ readings }: Snapshot, offset: number): ParsedReading | undefined {
  return readings
    .filter((reading): reading is ParsedReading => reading.tree !== undefined)
    .filter(({ spanOf, tree }) => {
      const [start, end] = spanOf(tree.at);
      return start <= offset && offset <= end;
    })
    .at(-1);
}

// `state._loop_iteration_NODE`: how often a node has run in its loop, which the native dialect counts as `loop.index`.
import type { Reporter } from '../diagnostic.ts';
import { locate } from '../parse/span-map.ts';
import type { Paths } from './paths.ts';
import type { Names } from './text.ts';

export type Counters = {
  /** In the prompt of a node. */
  readonly inNode: (reader: string) => Names['counter'];
  /** In the conditions of the ways out of a node. */
  readonly afterNode: (reader: string) => Names['counter'];
};

export function counters(paths: Paths, { reporter }: { readonly reporter: Reporter }): Counters {
  const of =
    (reader: string, isAfter: boolean): Names['counter'] =>
    (name, scalar, offset) => {
      const at = paths.indexOf.get(reader);
      const counted = paths.indexOf.get(name);
      const loop = at === undefined ? undefined : paths.loops.findLast(({ nodes }) => nodes.has(at));
      if (at === undefined || loop === undefined) return undefined;
      if (counted === undefined) {
        reporter.report({
          code: 'W203',
          severity: 'warning',
          span: [locate(scalar, offset), locate(scalar, offset) + 'state._loop_iteration_'.length + name.length],
          message: `there is no node \`${name}\`; the iterations of the loop around are counted`,
          help: `name a node of the loop: \`state._loop_iteration_${reader}\``,
        });
        return 'loop.index - 1';
      }
      if (!loop.nodes.has(counted)) return undefined;
      // A node that comes before the reader has already run in this iteration.
      const hasRun = counted === at ? isAfter : paths.leadsTo(counted, at);
      return hasRun ? 'loop.index' : 'loop.index - 1';
    };
  return { inNode: (reader) => of(reader, false), afterNode: (reader) => of(reader, true) };
}

import { toDot, toMermaid, toSvg } from '@configurable-agents/core/drawing';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { boundsIn } from '../bounds.ts';
import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { compileFile } from '../source.ts';
import { targetOf, writeTarget } from '../validate/write.ts';

type Format = 'mermaid' | 'dot' | 'svg' | 'json';

const FORMATS: { readonly [format in Format]: (graph: ExecutionGraph) => string } = {
  mermaid: toMermaid,
  dot: toDot,
  svg: toSvg,
  json: (graph) => `${JSON.stringify(graph, undefined, 2)}\n`,
};

/** `graph FILE [-o OUT]`: the execution graph as a drawing, or as it is; `--bounds` tells beside it what a run may do. */
export async function drawGraph(
  file: string,
  options: CommandOptions & { readonly format: Format; readonly output?: string; readonly bounds?: boolean },
): Promise<void> {
  const target = targetOf(options.output, file);
  const session = await openSession(options, file === '-' ? {} : { file });
  const { graph } = await compileFile(session, file);
  const text = FORMATS[options.format](graph);
  if (target === undefined) session.output.result(text.trimEnd());
  else writeTarget(target, text);
  if (options.bounds === true) {
    const { formatBounds } = await import('@configurable-agents/compiler');
    session.output.say(formatBounds(await boundsIn(session, graph)).trimEnd());
  }
}

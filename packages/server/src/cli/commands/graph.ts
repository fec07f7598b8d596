import { toDot, toMermaid, toSvg } from '@configurable-agents/core/graph';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { compileFile } from '../source.ts';
import { writeWhole } from '../validate/write.ts';

const FORMATS = {
  mermaid: toMermaid,
  dot: toDot,
  svg: toSvg,
  json: (graph: ExecutionGraph): string => `${JSON.stringify(graph, undefined, 2)}\n`,
};

/** `graph FILE [-o OUT]`: the execution graph as a drawing, or as it is. */
export async function drawGraph(
  file: string,
  options: CommandOptions & { readonly format: keyof typeof FORMATS; readonly output?: string },
): Promise<void> {
  const session = await openSession(options, file === '-' ? {} : { file });
  const { graph } = await compileFile(session, file);
  const text = FORMATS[options.format](graph);
  if (options.output === undefined) session.output.result(text.trimEnd());
  else writeWhole(options.output, text);
}

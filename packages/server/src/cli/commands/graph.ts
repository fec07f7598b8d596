import { toDot, toMermaid } from '@configurable-agents/core/graph';
import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { compileFile } from '../source.ts';

/** `graph FILE`: the execution graph as a drawing, or as it is. */
export async function drawGraph(
  file: string,
  options: CommandOptions & { readonly format: 'mermaid' | 'dot' | 'json' },
): Promise<void> {
  const session = await openSession(options, file === '-' ? {} : { file });
  const { graph } = await compileFile(session, file);
  switch (options.format) {
    case 'mermaid':
      session.output.result(toMermaid(graph).trimEnd());
      break;
    case 'dot':
      session.output.result(toDot(graph).trimEnd());
      break;
    case 'json':
      session.output.result(JSON.stringify(graph, undefined, 2));
  }
}

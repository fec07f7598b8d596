import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { compileFile } from '../source.ts';
import { targetOf, writeTarget } from '../validate/write.ts';

/** `compile FILE [-o OUT]`: the execution graph as JSON; the same bytes for the same file and plugins, wherever they go. */
export async function compile(file: string, options: CommandOptions & { readonly output?: string }): Promise<void> {
  const target = targetOf(options.output, file);
  const session = await openSession(options, file === '-' ? {} : { file });
  const { graph } = await compileFile(session, file);
  const text = JSON.stringify(graph, null, 2);
  if (target === undefined) session.output.result(text);
  else writeTarget(target, `${text}\n`);
}

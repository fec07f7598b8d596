import { formatTypes } from '@configurable-agents/compiler';
import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { compileFile } from '../source.ts';
import { writeWhole } from '../validate/write.ts';

/** `types FILE [-o OUT]`: TypeScript types of a workflow's inputs, state and result. */
export async function printTypes(file: string, options: CommandOptions & { readonly output?: string }): Promise<void> {
  const session = await openSession(options, file === '-' ? {} : { file });
  const { graph } = await compileFile(session, file);
  const text = formatTypes(graph);
  if (options.output === undefined) session.output.result(text.trimEnd());
  else writeWhole(options.output, text);
}

import { writeFileSync } from 'node:fs';
import { Failure } from '../failure.ts';
import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { compileFile } from '../source.ts';

/** `compile FILE [-o OUT]`: the execution graph as JSON. */
export async function compile(file: string, options: CommandOptions & { readonly output?: string }): Promise<void> {
  const session = await openSession(options, file === '-' ? {} : { file });
  const { graph } = await compileFile(session, file);
  const text = JSON.stringify(graph, null, 2);
  if (options.output === undefined) {
    session.output.result(text);
    return;
  }
  try {
    writeFileSync(options.output, `${text}\n`);
  } catch (cause) {
    throw new Failure(
      3,
      `${options.output} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

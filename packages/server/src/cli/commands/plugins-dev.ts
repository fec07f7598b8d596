import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { runRound } from '../../author/dev/round.ts';
import { watchedOf } from '../../author/dev/watched.ts';
import { readPackage } from '../../author/package.ts';
import { Failure, describeFailure } from '../failure.ts';
import { openOutput } from '../output.ts';
import type { CommandOptions } from '../session.ts';
import { watchFiles } from '../validate/watch.ts';

type Options = CommandOptions & { readonly workflow?: string; readonly input: readonly string[] };

/** `plugins dev [DIR]`: compiles and runs the example after each change, in memory. A save that is broken is said; it goes on until Ctrl-C. */
export async function pluginsDev(dir = '.', options: Options): Promise<void> {
  const output = openOutput({ color: options.color ?? 'auto', env: process.env });
  const found = readPackage(dir);
  const file = exampleOf(found.dir, options.workflow);
  const abort = new AbortController();
  const stop = (): void => abort.abort(new Error('interrupted'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await watchFiles({
      choose: () => watchedOf(found.dir, resolve(file)),
      signal: abort.signal,
      check: async () => {
        try {
          await runRound({ dir, file, inputs: options.input, options, signal: abort.signal });
        } catch (error) {
          // A save that is broken is a state like any other.
          if (!abort.signal.aborted) output.say(`error: ${describeFailure(error).message}`);
        }
        if (!abort.signal.aborted) output.say('waiting for changes; Ctrl-C ends');
      },
    });
    process.exitCode = 130;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function exampleOf(dir: string, named: string | undefined): string {
  const file = named ?? relative('.', join(dir, 'example', 'workflow.yaml'));
  if (existsSync(file)) return file;
  throw new Failure(2, `there is no file ${file}; name the workflow that is to be run: --workflow FILE`);
}

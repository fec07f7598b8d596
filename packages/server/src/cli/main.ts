// The command's entry: parses the arguments, runs the command, turns every failure into a sentence and an exit status.
import { createRequire, enableCompileCache } from 'node:module';
import { CommanderError } from 'commander';
import { describeFailure } from './failure.ts';
import { createProgram } from './program.ts';

enableCompileCache();

// A reader that closed its end (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const { version } = createRequire(import.meta.url)('../../package.json') as { readonly version: string };

try {
  await createProgram(version).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else fail(error);
}

function fail(error: unknown): never {
  const { status, message } = describeFailure(error);
  process.stderr.write(`error: ${message}\n`);
  process.exit(status);
}

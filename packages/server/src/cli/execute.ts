// Parses the arguments, runs the command, turns every failure into a sentence and an exit status.
import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { describeFailure } from './failure.ts';
import { version } from './version.ts';

/** Runs the command that the arguments of the process name. */
export async function execute(create: (version: string) => Command): Promise<void> {
  // A reader that closed its end (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  try {
    await create(version()).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else fail(error);
  }
}

function fail(error: unknown): never {
  const { status, message } = describeFailure(error);
  process.stderr.write(`error: ${message}\n`);
  process.exit(status);
}

import type { Command } from 'commander';
import { completionScript } from '../completion/scripts.ts';
import type { Shell } from '../completion/scripts.ts';

/** `completion SHELL`: prints a script. */
export function printCompletion(shell: Shell, program: Command): void {
  process.stdout.write(completionScript(shell, program));
}

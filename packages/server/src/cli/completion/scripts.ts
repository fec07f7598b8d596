import type { Command } from 'commander';
import { describeProgram } from '../described.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { tablesOf } from './tables.ts';
import { zshCompletion } from './zsh.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** The completion of a shell, made from the commands as they are declared. It starts nothing while somebody types. */
export function completionScript(shell: Shell, program: Command): string {
  return SCRIPTS[shell](tablesOf(describeProgram(program)));
}

// The manual page as it is kept in the repository and packed.
import { fileURLToPath } from 'node:url';
import { describeProgram } from '../../src/cli/described.ts';
import { manualPage } from '../../src/cli/manual.ts';
import { createProgram } from '../../src/cli/program.ts';

export const MANUAL_FILE: string = fileURLToPath(new URL('../../man/configurable-agents.1', import.meta.url));

export function manualText(): string {
  return manualPage(describeProgram(createProgram('0.0.0')));
}

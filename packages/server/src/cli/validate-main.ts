// The entry of `validate` alone: it is started again and again, each time in a new process, and declares no other command.
import * as command from './commands/validate.ts';
import { execute } from './execute.ts';
import { createBase } from './program-base.ts';
import { addValidate } from './program-validate.ts';

await execute((version) => {
  const program = createBase(version);
  addValidate(program, () => Promise.resolve(command));
  return program;
});

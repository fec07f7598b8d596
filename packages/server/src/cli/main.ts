// The command's entry.
import { enableCompileCache } from 'node:module';
import { execute } from './execute.ts';
import { createProgram } from './program.ts';

enableCompileCache();
await execute(createProgram);

// Loaded by `--require` in a process of tests and in each of its threads: what Node has compiled, and TypeScript without its types, is kept for the
// next one. Tests start more than a thousand threads and commands, and most of such a start is reading the same sources again.
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

// The folder that the command itself takes, told by a variable that the threads of the command take up as well.
const folder = join(tmpdir(), 'node-compile-cache');
if (isMainThread) process.env.NODE_COMPILE_CACHE ??= folder;
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? folder);

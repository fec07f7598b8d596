// Loaded by `--require` in a process of tests and in each of its threads: typebox is read from the one file that test/runner/typebox.ts has made of
// it. Every thread that the product starts loads it, and its 373 modules take longer than all else together.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const url = new URL('../../node_modules/.cache/configurable-agents/typebox.mjs', import.meta.url);

if (existsSync(fileURLToPath(url))) {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'typebox' ? { url: url.href, format: 'module', shortCircuit: true } : next(specifier, context),
  });
}

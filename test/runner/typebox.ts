// typebox as one file, for threads of tests.
import { renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Where test/support/one-typebox.mjs looks for it; `npm ci` takes it away with all else. */
const PATH = fileURLToPath(new URL('../../node_modules/.cache/configurable-agents/typebox.mjs', import.meta.url));

export async function writeTypebox(): Promise<void> {
  // Of its own name until it is whole: another run may be reading it.
  const outfile = `${PATH}.${process.pid}`;
  const entry = fileURLToPath(import.meta.resolve('typebox'));
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning' });
  renameSync(outfile, PATH);
}

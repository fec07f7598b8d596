// The compiler as few files: most of a cold `validate` went into finding and opening a hundred and fifty of them. Types come from
// `tsc`; what it emitted beside them is replaced. Entries share their chunks, so that there is one of every class.
import { globSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

for (const file of globSync('dist/**/*.{js,js.map}', { cwd: ROOT })) rmSync(`${ROOT}${file}`);
await build({
  absWorkingDir: ROOT,
  // Every entry of `exports` and `imports` in package.json; the validator apart, since it is generated and large.
  entryPoints: [
    'src/index.ts',
    'src/explain/explain.ts',
    'src/editor/index.ts',
    'src/expression/parser.ts',
    'src/shape/workflow-validator.generated.ts',
  ],
  outbase: 'src',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // The graph and the expressions of core are data and pure functions; they are taken in.
  conditions: ['@configurable-agents/source'],
  external: ['ajv', 'chevrotain', 'croner', 're2js', 'yaml'],
  sourcemap: true,
  logLevel: 'warning',
});

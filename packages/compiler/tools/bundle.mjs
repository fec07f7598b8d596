// The compiler as few files: most of a cold `validate` went into finding and opening a hundred and fifty of them, and as many again of its
// parser of YAML. Types come from `tsc`.
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle-parts.mjs';

/** The compiler that is already loaded, in place of a second copy of it. */
const compilerAsShipped = {
  name: 'the compiler as it is shipped',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\.\/compile\.ts$/ }, () => ({ path: '../index.js', external: true })),
};

const common = {
  // The graph and the expressions of core are data and pure functions; they are taken in.
  conditions: ['@configurable-agents/source'],
  // The same parser as ES modules, which are joined without wrappers.
  alias: { yaml: fileURLToPath(new URL('browser/dist/index.js', import.meta.resolve('yaml/package.json'))) },
  external: ['chevrotain', 'croner', 're2js'],
};
await bundle(fileURLToPath(new URL('..', import.meta.url)), [
  {
    ...common,
    // Every entry of `exports` and `imports` in package.json; the validator apart, since it is generated and large.
    entryPoints: [
      'src/index.ts',
      'src/diff/diff.ts',
      'src/editor/index.ts',
      'src/explain/explain.ts',
      'src/expression/parser.ts',
      'src/shape/workflow-validator.generated.ts',
    ],
  },
  // What only files of the flow dialect need: apart, with copies of a few functions, so that native files open no more for it.
  { ...common, entryPoints: ['src/flow/flow.ts', 'src/migrate/migrate.ts'], plugins: [compilerAsShipped] },
]);

// The SDK as few small files: every author installs it. Inside of the contract kit names are short, elsewhere they are kept as they show in
// reports.
import { fileURLToPath } from 'node:url';
import { bundle } from '../../../compiler/tools/bundle-parts.mjs';
import { bundleTypes } from './bundle-types.mjs';

/** The errors that are already loaded, in place of a second copy of their classes. */
const errorsAsShipped = {
  name: 'the errors as they are shipped',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\.\/errors\.ts$/ }, () => ({ path: '../index.js', external: true })),
};

const root = fileURLToPath(new URL('..', import.meta.url));
const common = { minifyIdentifiers: true, sourcemap: false };
await bundle(root, [
  // With what `Type` is made of: typebox has 373 modules, and every thread that the engine starts would load each of them.
  { ...common, entryPoints: ['src/index.ts', 'src/signature.ts'], keepNames: true },
  { ...common, external: ['typebox/*'], entryPoints: ['src/testing/index.ts'], plugins: [errorsAsShipped] },
]);
bundleTypes(root, ['dist/index.d.ts', 'dist/signature.d.ts', 'dist/testing/index.d.ts']);

// What the bundles of the compiler and of the command share.
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

/**
 * Takes built-in modules as the objects that they are: `import { readFileSync } from 'node:fs'` becomes a destructuring. Importing one as an
 * ES module makes a copy of all its names, which takes a millisecond each, and loads what those names lead to: streams, colours, differences.
 */
const builtins = {
  name: 'builtins',
  setup({ onLoad }) {
    onLoad({ filter: /\.[jt]s$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      // The parser of the command line starts programs for commands that are files of their own; this command has none.
      const isUnused = (module) => module === 'node:child_process' && /[\\/]commander[\\/]/.test(path);
      const contents = text.replaceAll(IMPORT, (_all, names, module) => {
        if (isUnused(module)) return `const ${names} = undefined;`;
        return `const ${names.replaceAll(/ as /g, ': ')} = globalThis.process.getBuiltinModule('${module}');`;
      });
      return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};
const IMPORT = /^import (\w+|\{[^}]+\}) from '(node:\w+(?:\/\w+)?)';$/gm;

/**
 * Bundles a package: what `tsc` emitted as JavaScript is replaced, its types stay. Entries share their chunks, so that there is one of every
 * class. The licences of what is taken in stand beside it.
 */
export async function bundle(root, builds) {
  for (const file of globSync('dist/**/*.{js,js.map}', { cwd: root })) rmSync(join(root, file));
  const inputs = [];
  for (const options of builds) {
    const plugins = [...SHARED.plugins, ...(options.plugins ?? [])];
    const { metafile } = await build({ absWorkingDir: root, ...SHARED, ...options, plugins });
    inputs.push(...Object.keys(metafile.inputs));
  }
  const text = licences(root, inputs);
  if (text !== '') writeFileSync(join(root, 'dist', 'LICENSES.txt'), text);
}

const SHARED = {
  outbase: 'src',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Names are kept: they show in reports.
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
  plugins: [builtins],
};

function licences(root, inputs) {
  const folders = new Set(
    inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll('\\', '/'))?.[1] ?? []),
  );
  return [...folders]
    .map((folder) => join(root, folder))
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const [file] = globSync('{LICENSE,LICENCE,license}*', { cwd: folder });
      if (file === undefined) throw new Error(`${relative(root, folder)} has no licence file`);
      return { title: `${name} ${version}`, text: readFileSync(join(folder, file), 'utf8').trim() };
    })
    .toSorted((a, b) => (a.title < b.title ? -1 : 1))
    .map(({ title, text }) => `${title}\n\n${text}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

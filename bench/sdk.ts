// What a plugin pays for the SDK: the time of its import beside that of TypeBox, and the bytes of its package without what of TypeBox is in it.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { withBuild } from './built.ts';
import { median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

const PACKAGE = fileURLToPath(new URL('../packages/plugins/sdk', import.meta.url));

/** TypeBox first, so that what is left is the SDK's own. */
const SCRIPT = `
const start = performance.now();
await import('typebox');
const middle = performance.now();
await import('@configurable-agents/plugin-sdk');
console.log(JSON.stringify([middle - start, performance.now() - middle]));
`;

export const sdk: Benchmark = {
  name: 'sdk',
  run: async ({ quick }) => await withBuild(async () => [...imports(quick ? 3 : 21), ...(await sizes())]),
};

function imports(rounds: number): readonly Result[] {
  const times = Array.from({ length: rounds + 1 }, () => {
    const args = ['--input-type=module', '--eval', SCRIPT];
    return JSON.parse(execFileSync(process.execPath, args, { cwd: PACKAGE, encoding: 'utf8' })) as [number, number];
  }).slice(1);
  const [floor, value] = [median(times.map(([typebox]) => typebox)), median(times.map(([, own]) => own))];
  const name = 'import of the SDK in a cold process, beside TypeBox, median';
  return [{ name, value, unit: 'ms', floor, ratio: value / floor, target: '<= 10 ms', met: value <= 10 }];
}

type Packed = { readonly files: readonly { readonly path: string; readonly size: number }[] };

async function sizes(): Promise<readonly Result[]> {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: PACKAGE, encoding: 'utf8' });
  const [{ files } = { files: [] }] = JSON.parse(output) as readonly Packed[];
  const typebox = await bytesOfTypeBox();
  // Its licence is what the file of licences holds.
  const kilobytes = (chosen: Packed['files']): number =>
    chosen.reduce((sum, { path, size }) => sum + (path.endsWith('LICENSES.txt') ? 0 : size), -typebox) / 1000;
  const size = (name: string, value: number): Result => {
    return { name, value, unit: 'KB', ratio: null, target: '<= 100 KB', met: value <= 100 };
  };
  const own = files.filter(({ path }) => !path.startsWith('dist/testing/'));
  return [
    size('SDK unpacked, without TypeBox and the contract kit', kilobytes(own)),
    size('SDK unpacked, without TypeBox', kilobytes(files)),
  ];
}

/** What of the SDK's main file is TypeBox's, as packages/plugins/sdk/tools/bundle.mjs makes it. */
async function bytesOfTypeBox(): Promise<number> {
  const { metafile } = await build({
    absWorkingDir: PACKAGE,
    entryPoints: ['src/index.ts'],
    outdir: 'dist',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    minify: true,
    keepNames: true,
    logLevel: 'error',
  });
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .reduce((sum, [path, { bytesInOutput }]) => sum + (path.includes('node_modules/typebox/') ? bytesInOutput : 0), 0);
}

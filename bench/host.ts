// Start of an engine with thirty plugins that others wrote: their manifests are read and checked, and no code of them is loaded.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBuild } from './built.ts';
import { median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

const PLUGINS = 30;
const PACKAGE = fileURLToPath(new URL('../packages/server', import.meta.url));

/** In a cold process: from the import of the engine until it takes runs; then whether any of the code was loaded. */
const SCRIPT = `
const [folder, count] = process.argv.slice(1);
const start = performance.now();
const { createRuntime, readManifest } = await import('@configurable-agents/core');
const imported = performance.now();
const plugins = Array.from({ length: Number(count) }, (_, index) => {
  const path = folder + '/plugin' + index;
  return { specifier: 'file://' + path + '/index.mjs', firstParty: false, folder: path, manifest: readManifest(path) };
});
const runtime = await createRuntime({ dataDir: folder + '/data', plugins, workers: 2 });
const end = performance.now();
if (runtime.manifests.length !== Number(count)) throw new Error('not all are there');
console.log(JSON.stringify([end - start, end - imported]));
await runtime.close();
`;

export const host: Benchmark = {
  name: 'host',
  run: async ({ quick }) => await withBuild(() => Promise.resolve(starts(quick ? 3 : 21))),
};

function starts(rounds: number): readonly Result[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (let index = 0; index < PLUGINS; index += 1) writePlugin(join(folder, `plugin${index}`), `plugin${index}`);
    // One after the other, so that what the machine does besides is in both.
    const pairs = Array.from({ length: rounds + 1 }, () => [start(folder, 0), start(folder, PLUGINS)] as const).slice(
      1,
    );
    const of = (which: 0 | 1, part: 0 | 1): number => median(pairs.map((pair) => pair[which][part]));
    const result = (name: string, part: 0 | 1): Result => {
      const [floor, value] = [of(0, part), of(1, part)];
      return { name, value, unit: 'ms', floor, ratio: value / floor, target: '<= 300 ms', met: value <= 300 };
    };
    return [
      result(`start with ${PLUGINS} plugins in a cold process, import included, beside none, median`, 0),
      result(`the same without the import`, 1),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Times = readonly [withImport: number, withoutImport: number];

function start(folder: string, plugins: number): Times {
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '--eval',
    SCRIPT,
    folder,
    String(plugins),
  ];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: PACKAGE, encoding: 'utf8' })) as Times;
}

/** A plugin of eight actions and a trigger, with schemas of a common size; its code would end the process. */
function writePlugin(folder: string, name: string): void {
  const properties = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `field_${index}`,
      { type: 'string', minLength: 1, maxLength: 200, description: `The field number ${index} of what is asked for.` },
    ]),
  );
  const schema = { type: 'object', required: ['field_0'], properties };
  const action = { description: 'Does it.', input: schema, output: schema, effects: 'read', idempotent: true };
  const manifest = {
    name,
    version: '1.0.0',
    sdk: '^1',
    config: { type: 'object', properties: { region: { type: 'string', default: 'eu' } } },
    secrets: { apiKey: { env: 'API_KEY' } },
    capabilities: { net: ['api.example.com:443'], secrets: ['API_KEY'] },
    actions: Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`${name}.act${index}`, action])),
    providers: {},
    triggers: { [`${name}.event`]: { event: schema, maxBodyBytes: 100_000, ackStatus: 202 } },
    trackers: {},
  };
  mkdirSync(folder);
  writeFileSync(join(folder, 'plugin.json'), JSON.stringify(manifest, null, 2));
  writeFileSync(join(folder, 'index.mjs'), 'process.exit(1);\n');
}

// `types` of files and folders: what TypeScript says of them, and what is written when.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, start } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples', import.meta.url));
const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

/** A workflow with these fields, which its node reads. */
function flow(fields: string): string {
  const names = [...fields.matchAll(/(\w+): \{/g)].map(([, name = '']) => name);
  const reads = names.map((name) => `${name}: '\${{ ${name} }}'`).join(', ');
  return `state: { type: object, properties: { ${fields} } }\nnodes:\n  - { name: a, uses: set, with: { ${reads} } }\n`;
}

describe('types', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-types-'));
    mkdirSync(join(cwd, 'flows', 'deep'), { recursive: true });
    writeFileSync(
      join(cwd, 'flows', 'one.yaml'),
      flow('topic: { type: string }, limit: { type: integer, default: 3 }'),
    );
    writeFileSync(join(cwd, 'flows', 'deep', 'two.yml'), flow('tag: { enum: [a, b] }'));
    writeFileSync(join(cwd, 'flows', 'other.yaml'), 'hello: world\n');
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const go = async (...args: string[]): Promise<Ran> => await run(['types', ...args], { cwd });
  const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');
  const tsc = (...files: readonly string[]): void => {
    const options = [
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--noUnusedLocals',
      '--module',
      'nodenext',
      '--types',
      '',
    ];
    try {
      execFileSync(process.execPath, [TSC, ...options, ...files], { cwd, encoding: 'utf8' });
    } catch (error) {
      assert.fail((error as { readonly stdout: string }).stdout);
    }
  };

  it('of a folder are written for each workflow in it and below, with the folders of the output', async () => {
    const { status, out, err } = await go('flows', '-o', 'made/types');
    assert.deepEqual(
      [status, out, err],
      [0, 'made/types/deep/two.types.ts\nmade/types/one.types.ts\n', '2 files: 2 written, 0 unchanged\n'],
    );
    assert.equal(read('made/types/one.types.ts'), (await go('flows/one.yaml')).out);
    const before = statSync(join(cwd, 'made/types/one.types.ts')).mtimeMs;
    assert.deepEqual((await go('flows', '-o', 'made/types')).err, '2 files: 0 written, 2 unchanged\n');
    assert.equal(statSync(join(cwd, 'made/types/one.types.ts')).mtimeMs, before);
  });

  it('hold what a program may give and read, and nothing else, by TypeScript', async () => {
    await go('flows', '-o', 'types');
    writeFileSync(
      join(cwd, 'use.ts'),
      `import type { Inputs, Result } from './types/one.types.ts';
import type { Inputs as Tagged } from './types/deep/two.types.ts';
export const right: Inputs = { topic: 'otters' };
export const tagged: Tagged = { tag: 'a' };
// @ts-expect-error the topic is required
export const missing: Inputs = { limit: 3 };
// @ts-expect-error there is no such tag
export const wrong: Tagged = { tag: 'c' };
// @ts-expect-error there is no such input
export const extra: Inputs = { topic: 'x', more: 1 };
export const read = (result: Result): unknown => result;
`,
    );
    tsc('--allowImportingTsExtensions', 'use.ts');
  });

  it('of every example are TypeScript', async () => {
    // Those are of plugins, which are not installed here.
    const filter = (path: string): boolean => !['plugin-acme', 'models'].some((name) => path.endsWith(`/${name}`));
    cpSync(EXAMPLES, join(cwd, 'examples'), { recursive: true, filter });
    const { status, out, err } = await go('examples', '-o', 'types', '--provider', 'echo');
    assert.equal(status, 0, err);
    const files = out.trim().split('\n');
    assert.ok(files.length > 20, out);
    tsc(...files);
  });

  it('of a workflow that is wrong stay as they were; the others are written, and it is exit 1', async () => {
    await go('flows', '-o', 'types');
    const before = read('types/one.types.ts');
    writeFileSync(join(cwd, 'flows', 'one.yaml'), 'nodes: [{ name: a, uses: nothing }]\n');
    writeFileSync(join(cwd, 'flows', 'three.yaml'), flow('x: { type: string }'));
    const { status, out, err } = await go('flows', '-o', 'types', '--json');
    assert.equal(status, 1);
    assert.match(err, /one\.yaml:1:\d+ error W301/);
    assert.deepEqual(JSON.parse(out), {
      files: [
        { file: 'flows/deep/two.yml', types: 'types/deep/two.types.ts', status: 'unchanged' },
        { file: 'flows/one.yaml', types: 'types/one.types.ts', status: 'invalid' },
        { file: 'flows/three.yaml', types: 'types/three.types.ts', status: 'written' },
      ],
    });
    assert.equal(read('types/one.types.ts'), before);
  });

  it('of a file go to a file, or into a folder by its name', async () => {
    assert.equal((await go('flows/one.yaml', '-o', 'made/one.ts')).status, 0);
    assert.match(read('made/one.ts'), /export type Inputs/);
    assert.equal((await go('flows/one.yaml', '-o', 'made/')).out, 'made/one.types.ts\n');
    assert.ok(existsSync(join(cwd, 'made/one.types.ts')));
  });

  it('are written again by --watch when a workflow changes, and it ends by Ctrl-C', async () => {
    const child = start(['types', 'flows', '-o', 'types', '--watch'], { cwd });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const rounds = async (count: number): Promise<void> => {
      while (err.split('waiting for changes').length <= count) await once(child.stderr, 'data');
    };
    await rounds(1);
    assert.match(read('types/one.types.ts'), /readonly topic: string/);
    writeFileSync(join(cwd, 'flows', 'one.yaml'), flow('subject: { type: string }'));
    await rounds(2);
    assert.match(read('types/one.types.ts'), /readonly subject: string/);
    child.kill('SIGINT');
    await once(child, 'close');
  });

  it('says what does not go together', async () => {
    for (const [args, message] of [
      [['flows'], /types of a folder go to a folder: configurable-agents types flows -o DIR/],
      [['-', '--watch', '-o', 'x.ts'], /--watch needs a file or a folder/],
      [['flows/one.yaml', '--watch'], /--watch writes: say where with -o/],
      [['flows/one.yaml', '--json'], /--json tells what was written: say where with -o/],
      [['nothing.yaml'], /there is no file nothing\.yaml/],
    ] as const) {
      const { status, err } = await go(...args);
      assert.equal(status, 2, err);
      assert.match(err, message);
    }
    writeFileSync(join(cwd, 'file'), '');
    const { status, err } = await go('flows', '-o', 'file/below');
    assert.equal(status, 3);
    assert.match(err, /^error: the folder file\/below[^ ]* cannot be made: /);
  });
});

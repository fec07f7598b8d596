// `plugins create`: each kind of package is green as it is made.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { parse } from 'yaml';
import { askKind, askPluginName } from '../../src/author/create/ask.ts';
import { KINDS, nameProblem } from '../../src/author/create/name.ts';
import { createdIn, MODULES, runIn } from '../support/author.ts';
import { run } from '../support/cli.ts';

type Json = { readonly [key: string]: unknown };

describe('plugins create', function () {
  this.timeout(120_000);
  let cwd: string;
  beforeEach(() => (cwd = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-create-')))));
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const jsonOf = (...path: readonly string[]): Json => JSON.parse(readFileSync(join(cwd, ...path), 'utf8')) as Json;

  for (const kind of KINDS) {
    // A dash is what a name of npm has and a name of JavaScript has not.
    it(`makes a plugin with a ${kind}: tests, types, manifest and example are green`, async () => {
      const dir = await createdIn(cwd, `my-${kind}`, '--kind', kind);
      const tested = await runIn(dir, 'npm', 'test');
      assert.equal(tested.status, 0, tested.output);
      assert.match(tested.output, /pass [1-9]/);
      const typed = await runIn(dir, join(MODULES, '.bin', 'tsc'));
      assert.equal(typed.status, 0, typed.output);
      const compiled = await runIn(dir, 'npm', 'run', 'compile');
      assert.equal(compiled.status, 0, compiled.output);
      const manifest = jsonOf(`my-${kind}`, 'plugin.json') as { readonly [kinds: string]: object | undefined };
      assert.notDeepEqual(manifest[`${kind}s`] ?? {}, {});
      assert.equal((await run(['plugins', 'build', '--check'], { cwd: dir })).status, 0);
      const checked = await run(['validate', 'example/workflow.yaml', '--strict'], { cwd: dir });
      assert.equal(checked.status, 0, checked.err);
      assert.equal((await run(['test', 'example/workflow.yaml'], { cwd: dir })).status, 0);
      const ran = await run(['run', 'example/workflow.yaml', '--memory'], { cwd: dir });
      assert.equal(ran.status, 0, ran.err);
    });
  }

  it('begins with an action, says what it wrote and what comes next', async () => {
    const { status, out } = await run(['plugins', 'create', 'acme', '--json'], { cwd });
    assert.equal(status, 0);
    const said = JSON.parse(out) as {
      readonly kind: string;
      readonly files: readonly string[];
      readonly next: readonly string[];
    };
    assert.equal(said.kind, 'action');
    assert.deepEqual(said.next, ['cd acme && npm ci', 'npm test', 'npm run dev']);
    for (const path of said.files) assert.ok(existsSync(join(cwd, 'acme', path)), path);
    assert.deepEqual(said.files, [
      '.github/workflows/check.yml',
      '.gitignore',
      'README.md',
      'configurable-agents.yaml',
      'example/workflow.yaml',
      'package-lock.json',
      'package.json',
      'plugin.json',
      'src/index.ts',
      'test/greet.test.ts',
      'tsconfig.build.json',
      'tsconfig.json',
    ]);
    for (const path of said.files) {
      assert.doesNotMatch(readFileSync(join(cwd, 'acme', path), 'utf8'), /template_plugin/i, path);
    }
  });

  it('ends with the next three commands, quoted for a shell', async () => {
    const { out } = await run(['plugins', 'create', 'acme', '--dir', "it's here"], { cwd });
    assert.match(out, /Go on:\n\n {2}cd 'it'\\''s here' && npm ci\n {2}npm test\n {2}npm run dev\n$/);
  });

  it('makes a check for CI of the scripts of the package', async () => {
    await createdIn(cwd, 'acme');
    const { jobs } = parse(readFileSync(join(cwd, 'acme', '.github', 'workflows', 'check.yml'), 'utf8')) as {
      readonly jobs: { readonly check: { readonly steps: readonly { readonly run?: string }[] } };
    };
    const commands = jobs.check.steps.flatMap(({ run: command }) => command ?? []);
    assert.deepEqual(commands, ['npm ci', 'npm run check']);
    const { scripts } = jsonOf('acme', 'package.json') as { readonly scripts: Json };
    assert.equal(scripts['check'], 'configurable-agents plugins check');
  });

  it('links the SDK of a checkout, and locks the tools in the versions of this release', async () => {
    await createdIn(cwd, 'acme');
    const { devDependencies, peerDependencies } = jsonOf('acme', 'package.json') as {
      readonly [key: string]: { readonly [name: string]: string };
    };
    const sdk = join(cwd, 'acme', (devDependencies?.['@configurable-agents/plugin-sdk'] ?? '').slice('file:'.length));
    const { version } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8')) as { readonly version: string };
    assert.equal(peerDependencies?.['@configurable-agents/plugin-sdk'], `^${version}`);
    const { packages } = jsonOf('acme', 'package-lock.json') as {
      readonly packages: { readonly [path: string]: Json };
    };
    assert.equal(packages['node_modules/@configurable-agents/plugin-sdk']?.['link'], true);
    assert.equal(packages['node_modules/typescript']?.['version'], devDependencies?.['typescript']);
    assert.deepEqual(packages['']?.['devDependencies'], devDependencies);
  });

  it('refuses a name that is none, and one that is taken, before anything is written', async () => {
    const refused: readonly (readonly [string, RegExp])[] = [
      ['../up', /^error: PLUGIN_NAME_INVALID: the name "\.\.\/up" must begin with a lower-case letter and hold/],
      ['Acme', /PLUGIN_NAME_INVALID/],
      ['a'.repeat(41), /at most 40 in all; take another/],
      ['constructor', /a name that every object of JavaScript has/],
      ['set', /means something in workflows already/],
      ['slack', /is the name of a plugin that comes with the product/],
    ];
    for (const [name, message] of refused) {
      const { status, err, out } = await run(['plugins', 'create', name], { cwd });
      assert.equal(status, 2, name);
      assert.match(err, message);
      assert.equal(out, '');
      assert.ok(!existsSync(join(cwd, name)), name);
    }
    const without = await run(['plugins', 'create'], { cwd });
    assert.deepEqual(
      [without.status, without.err],
      [2, 'error: PLUGIN_NAME_INVALID: a plugin needs a name: configurable-agents plugins create NAME\n'],
    );
    assert.equal((await run(['plugins', 'create', 'acme', '--kind', 'robot'], { cwd })).status, 2);
  });

  it('writes over nothing that is there', async () => {
    mkdirSync(join(cwd, 'acme'));
    writeFileSync(join(cwd, 'file'), 'mine');
    const folder = await run(['plugins', 'create', 'acme'], { cwd });
    assert.equal(folder.status, 2);
    assert.equal(
      folder.err,
      'error: PLUGIN_FOLDER_EXISTS: acme is a folder already, and nothing is written over; name another: --dir acme-2\n',
    );
    assert.match((await run(['plugins', 'create', 'acme', '--dir', 'file'], { cwd })).err, /file is a file already/);
    assert.equal(readFileSync(join(cwd, 'file'), 'utf8'), 'mine');
  });

  describe('on a terminal', () => {
    const asked = async <T>(
      lines: string,
      ask: (terminal: { input: PassThrough; output: PassThrough }) => Promise<T>,
    ): Promise<readonly [T, string]> => {
      const [input, output] = [new PassThrough(), new PassThrough()];
      input.end(lines);
      return [await ask({ input, output }), String(output.read())];
    };

    it('asks for a name until it is one', async () => {
      const [name, said] = await asked('A b\nslack\nacme\n', (terminal) => askPluginName(['slack'], terminal));
      assert.equal(name, 'acme');
      assert.match(said, /a name must begin with a lower-case letter[^\n]*\nname of the plugin: a name is the name of/);
      assert.equal((await asked('', (terminal) => askPluginName([], terminal)))[0], undefined);
    });

    it('asks for a kind; nothing is an action', async () => {
      const kindOf = (lines: string): Promise<readonly [string | undefined, string]> =>
        asked(lines, (terminal) => askKind(KINDS, terminal));
      assert.equal((await kindOf('robot\ntracker\n'))[0], 'tracker');
      assert.equal((await kindOf('\n'))[0], 'action');
      assert.equal((await kindOf(''))[0], 'action');
    });
  });

  it('takes names of npm that are names of plugins', () => {
    for (const name of ['a', 'acme', 'my-plugin', 'x_2']) assert.equal(nameProblem(name, []), undefined, name);
  });
});

// `init` in empty folders and in full ones.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { askName, isName, suggestion } from '../../src/cli/init/name.ts';
import { run } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';

type Said = {
  readonly files: readonly { readonly path: string; readonly status: string; readonly note?: string }[];
  readonly next: readonly string[];
};

describe('init', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-init-'))));
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const go = async (...args: string[]): Promise<Ran> => await run(args, { cwd });
  const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');
  const said = async (...args: string[]): Promise<Said> =>
    JSON.parse((await go('init', ...args, '--json')).out) as Said;
  const statusOf = ({ files }: Said, path: string): string | undefined =>
    files.find((file) => file.path === path)?.status;

  it('makes a project whose workflow is valid, passes its test and runs without a key', async () => {
    const { status, out, err } = await go('init', '--name', 'triage');
    assert.deepEqual([status, err], [0, '']);
    const commands = [...out.matchAll(/^ {2}(configurable-agents .*)$/gm)].map(([, command = '']) => command);
    assert.equal(commands.length, 3);
    assert.equal(commands[2], 'configurable-agents dashboard --provider echo');
    const [valid, ran] = await Promise.all(
      commands.slice(0, 2).map(async (command) => await go(...command.split(' ').slice(1))),
    );
    assert.deepEqual([valid?.status, valid?.out], [0, '']);
    assert.equal(ran?.status, 0, ran?.err);
    assert.deepEqual(JSON.parse(ran.out), {
      text: '[echo] Write two sentences about otters, in a plain tone.\n',
      length: 58,
    });
    assert.equal((await go('validate', '--strict')).status, 0);
    assert.equal((await go('test', 'workflows/triage.yaml')).status, 0);
    assert.equal((await go('doctor')).status, 0);
  });

  it('writes into a folder that it makes, and says how to get there', async () => {
    const { next, files } = await said('a b/c', '--name', 'x');
    assert.equal(next[0], "cd 'a b/c'");
    assert.equal(next.length, 4);
    for (const { path, status } of files) {
      assert.equal(status, 'written', path);
      assert.ok(existsSync(join(cwd, 'a b/c', path)), path);
    }
  });

  it('writes over nothing that is there, and says so; --force does', async () => {
    await go('init', '--name', 'triage');
    const changed = ['workflows/triage.yaml', 'configurable-agents.yaml'];
    for (const path of changed) writeFileSync(join(cwd, path), '# mine\n');
    const again = await said('--name', 'triage');
    for (const path of changed) {
      assert.equal(read(path), '# mine\n');
      assert.deepEqual(
        again.files.find((file) => file.path === path),
        { path, status: 'kept', note: 'it is there; --force writes over it' },
      );
    }
    assert.deepEqual([...new Set(again.files.map(({ status }) => status))], ['kept']);
    const forced = await said('--name', 'triage', '--force');
    for (const path of changed) assert.equal(statusOf(forced, path), 'written');
    assert.match(read('workflows/triage.yaml'), /^# A workflow/);
  });

  it('adds to .gitignore what is missing, once', async () => {
    writeFileSync(join(cwd, '.gitignore'), 'node_modules\n.env');
    assert.equal(statusOf(await said('--name', 'x'), '.gitignore'), 'extended');
    assert.equal(read('.gitignore'), 'node_modules\n.env\n.configurable-agents/\n');
    assert.equal(statusOf(await said('--name', 'x'), '.gitignore'), 'kept');
  });

  it('never loses settings of the editor, also with --force', async () => {
    mkdirSync(join(cwd, '.vscode'));
    const settings = join(cwd, '.vscode', 'settings.json');
    writeFileSync(settings, '{ "editor.tabSize": 2, "yaml.schemas": { "./mine.json": "a.yaml" } }');
    const kept = (await said('--name', 'x')).files.find(({ path }) => path === '.vscode/settings.json');
    assert.equal(kept?.status, 'kept');
    assert.match(kept.note ?? '', /^it is there; add to it: "yaml\.schemas": \{/);
    assert.equal(statusOf(await said('--name', 'x', '--force'), '.vscode/settings.json'), 'extended');
    const merged = JSON.parse(readFileSync(settings, 'utf8')) as { readonly [key: string]: object };
    assert.equal(merged['editor.tabSize'], 2);
    assert.deepEqual(Object.keys(merged['yaml.schemas'] ?? {}), [
      './mine.json',
      './.vscode/workflow.schema.json',
      './.vscode/configurable-agents.schema.json',
    ]);
    writeFileSync(settings, '{ // a comment\n "editor.tabSize": 2 }');
    assert.equal(statusOf(await said('--name', 'x', '--force'), '.vscode/settings.json'), 'kept');
    assert.match(readFileSync(settings, 'utf8'), /a comment/);
  });

  it('gives the editor schemas that the files fit, and files of its own that they are for', async () => {
    await go('init', '--name', 'triage');
    const { 'yaml.schemas': schemas } = JSON.parse(read('.vscode/settings.json')) as {
      readonly 'yaml.schemas': { readonly [path: string]: readonly string[] };
    };
    const files = {
      './.vscode/workflow.schema.json': 'workflows/triage.yaml',
      './.vscode/configurable-agents.schema.json': 'configurable-agents.yaml',
    };
    assert.deepEqual(Object.keys(schemas), Object.keys(files));
    for (const [schema, file] of Object.entries(files)) {
      const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
        JSON.parse(read(schema)) as object,
      );
      assert.ok(validate(parse(read(file))), JSON.stringify(validate.errors));
    }
  });

  it('runs in CI the commands that it says, and they make the file that is uploaded', async () => {
    await go('init', '--name', 'triage');
    const { jobs } = parse(read('.github/workflows/configurable-agents.yml')) as {
      readonly jobs: {
        readonly validate: {
          readonly steps: readonly { readonly run?: string; readonly uses?: string; readonly with?: object }[];
        };
      };
    };
    const { steps } = jobs.validate;
    const [validate = '', test = ''] = steps.flatMap(({ run: command }) => command ?? []);
    const [, args = ''] = /^\$configurable_agents (.*) > configurable-agents\.sarif$/.exec(validate) ?? [];
    const sarif = await go(...args.split(' '));
    assert.equal(sarif.status, 0);
    assert.equal((JSON.parse(sarif.out) as { readonly version: string }).version, '2.1.0');
    assert.equal(test, '$configurable_agents test workflows/*.yaml');
    const upload = steps.find(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif@') === true);
    assert.deepEqual(upload?.with, { sarif_file: 'configurable-agents.sarif', category: 'configurable-agents' });
  });

  it('says what is wrong with a name or a folder', async () => {
    const name = await go('init', '--name', '../x');
    assert.equal(name.status, 2);
    assert.match(name.err, /^error: the name "\.\.\/x" is none: it must begin with a letter/);
    writeFileSync(join(cwd, 'file'), '');
    assert.deepEqual(
      [(await go('init', 'file')).status, (await go('init', 'file')).err],
      [2, 'error: file is no folder; name a folder\n'],
    );
    assert.equal(existsSync(join(cwd, 'workflows')), false);
  });

  describe('the name', () => {
    const answer = async (text: string): Promise<readonly [string, string]> => {
      const [input, output] = [new PassThrough(), new PassThrough()];
      input.end(text);
      const name = await askName('flows', { input, output });
      return [name, String(output.read())];
    };

    it('is asked for until it is one; nothing takes the suggestion', async () => {
      assert.deepEqual(await answer('triage\n'), ['triage', 'name of the workflow [flows]: ']);
      assert.equal((await answer('\n'))[0], 'flows');
      assert.equal((await answer(''))[0], 'flows');
      const [name, output] = await answer('1 2\nnote\n');
      assert.equal(name, 'note');
      assert.match(output, /a name must begin with a letter/);
    });

    it('is suggested by the folder', () => {
      assert.deepEqual(['/x/support', '/x/my flows.d', '/x/123', '/'].map(suggestion), [
        'support',
        'my_flows_d',
        'first_workflow',
        'first_workflow',
      ]);
      for (const dir of ['/x/a b', '/x/9-lives', '/x/ä']) assert.ok(isName(suggestion(dir)), dir);
    });
  });
});

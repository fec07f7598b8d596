// The commands of who installs plugins, as they are typed: what they say, what they answer, how they end.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { addAsking } from '../../src/cli/commands/plugins-add.ts';
import type { AddRequest } from '../../src/plugins/change.ts';
import { openOfflineChanges } from '../../src/plugins/offline.ts';
import { dashboard, run, stopDashboards } from '../support/cli.ts';
import { packed, pluginFiles, writeFiles } from '../support/packages.ts';
import type { PackageOptions } from '../support/packages.ts';

const SDK = dirname(dirname(fileURLToPath(import.meta.resolve('@configurable-agents/plugin-sdk'))));
const NET = { capabilities: { net: ['api.acme.example:443'] } };
const MORE = { version: '2.0.0', capabilities: { net: ['api.acme.example:443'], subprocess: true } };
/** Loads only where it may not read the disk. */
const APART = `import { readFileSync } from 'node:fs';
let isOpen = true;
try { readFileSync('/etc/passwd'); } catch { isOpen = false; }
if (isOpen) throw new Error('nothing keeps it apart');`;
const HELLO = 'name: hello\nnodes: [{ name: a, uses: acme, with: { text: hi } }]\n';

describe('commands about plugins', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-cli-plugins-'));
    writeFiles(cwd, { 'node_modules/@configurable-agents/.keep': '', 'hello.yaml': HELLO });
    symlinkSync(SDK, join(cwd, 'node_modules', '@configurable-agents', 'plugin-sdk'));
  });
  afterEach(async () => {
    await stopDashboards();
    rmSync(cwd, { recursive: true, force: true });
  });

  const go = (...args: string[]): ReturnType<typeof run> => run(args, { cwd });
  const good = async (...args: string[]): Promise<string> => {
    const { status, out, err } = await go(...args);
    assert.equal(status, 0, err);
    return out;
  };
  const json = async (...args: string[]): Promise<Record<string, unknown>> =>
    JSON.parse(await good(...args, '--json')) as Record<string, unknown>;
  const archive = (file: string, options: PackageOptions = {}): void =>
    writeFileSync(join(cwd, file), packed(pluginFiles(options)));
  const file = (name: string): string => readFileSync(join(cwd, name), 'utf8');

  describe('plugins add', () => {
    it('without a terminal ends with 1, names what is asked for and the flag that grants it, and adds nothing', async () => {
      archive('acme.tgz', { capabilities: { net: ['api.acme.example:443'], subprocess: true } });
      const { status, out, err } = await go('plugins', 'add', 'acme.tgz');
      assert.deepEqual([status, out], [1, '']);
      assert.match(
        err,
        /^error: PLUGIN_NOT_GRANTED: acme 1\.0\.0 asks to send requests to api\.acme\.example:443; to start other programs; grant it by --grant,/,
      );
      assert.match(await good('plugins', 'list'), /^PLUGIN +VERSION +SOURCE +OFFERS\necho /);
    });

    it('with --grant adds it: workflows may use it, and nothing is said of a missing lock file', async () => {
      archive('acme.tgz', NET);
      assert.equal(
        await good('plugins', 'add', 'acme.tgz', '--grant'),
        'added  acme 1.0.0, from ./acme.tgz\n  may now send requests to api.acme.example:443\n',
      );
      const { status, out, err } = await go('run', 'hello.yaml', '--json');
      assert.equal(status, 0, err);
      assert.doesNotMatch(err, /warning/);
      assert.deepEqual((JSON.parse(out) as { readonly result: unknown }).result, { text: '1.0.0 hi' });
    });

    it('with --isolation process adds one that runs beside us, and keeps it so with another version', async () => {
      archive('1.tgz', { code: APART });
      archive('2.tgz', { version: '2.0.0', code: APART });
      await good('plugins', 'add', '1.tgz', '--isolation', 'process');
      await good('plugins', 'add', '2.tgz');
      assert.equal(file('configurable-agents.yaml'), 'plugins:\n  - { source: ./2.tgz, isolation: process }\n');
      assert.match(await good('plugins', 'show', 'acme'), /^runs in +a process$/m);
      const { result } = await json('run', 'hello.yaml');
      assert.deepEqual(result, { text: '2.0.0 hi' });
    });

    it('with --isolation process tries it beside us: what breaks there is refused, and nothing has changed', async () => {
      const broken = `process.stdout.write('never said');\nthrow new Error('broken in ' + process.pid);`;
      archive('broken.tgz', { code: broken });
      const { status, err } = await go('plugins', 'add', 'broken.tgz', '--isolation', 'process');
      assert.equal(status, 1);
      const [, pid] = /^error: PLUGIN_LOAD_FAILED: .*: broken in (\d+)$/m.exec(err) ?? assert.fail(err);
      assert.notEqual(Number(pid), process.pid);
      assert.equal(existsSync(join(cwd, 'configurable-agents.yaml')), false);
      assert.equal(existsSync(join(cwd, 'configurable-agents.lock.json')), false);
      assert.match(await good('plugins', 'list'), /^PLUGIN +VERSION +SOURCE +OFFERS\necho /);
    });

    it('of another version says what it may do more and no longer', async () => {
      archive('1.tgz', NET);
      archive('2.tgz', { version: '2.0.0', capabilities: { subprocess: true } });
      await good('plugins', 'add', '1.tgz', '--grant');
      assert.equal(
        await good('plugins', 'add', '2.tgz', '--grant'),
        'added  acme 2.0.0, before 1.0.0, from ./2.tgz\n  may now start other programs\n  may no longer send requests to api.acme.example:443\n',
      );
    });

    it('says in JSON what the API answers', async () => {
      archive('acme.tgz', NET);
      const added = await json('plugins', 'add', 'acme.tgz', '--grant');
      assert.deepEqual(
        [
          added['name'],
          added['version'],
          added['from'],
          added['source'],
          added['granted'],
          added['dropped'],
          added['also_pinned'],
        ],
        ['acme', '1.0.0', null, './acme.tgz', ['send requests to api.acme.example:443'], [], []],
      );
    });

    it('from another folder writes a path that leads from the configuration', async () => {
      writeFiles(join(cwd, 'plugins', 'acme'), pluginFiles());
      await run(['plugins', 'add', '.', '--config', '../../configurable-agents.yaml'], {
        cwd: join(cwd, 'plugins', 'acme'),
      });
      writeFileSync(join(cwd, 'configurable-agents.yaml'), '');
      const { status, err } = await run(['plugins', 'add', '.'], { cwd: join(cwd, 'plugins', 'acme') });
      assert.equal(status, 0, err);
      assert.equal(file('configurable-agents.yaml'), 'plugins:\n  - ./plugins/acme\n');
    });

    for (const [what, source, status, message] of [
      ['a folder that is not there', './nothing', 1, /PLUGIN_PACKAGE_INVALID: .*nothing is not there$/],
      ['a source that is none', 'git+ssh://host/x', 1, /PLUGIN_PACKAGE_INVALID: /],
      ['one too many', '--nothing', 2, /unknown option/],
    ] as const) {
      it(`ends with ${status} by ${what}, in one line`, async () => {
        const ended = await go('plugins', 'add', source);
        assert.deepEqual([ended.status, ended.out], [status, '']);
        assert.match(ended.err.split('\n')[0] ?? '', message);
        assert.doesNotMatch(ended.err, /\n\s+at /);
      });
    }
  });

  describe('asked on a terminal,', () => {
    const ask = async (
      answer: string | undefined,
    ): Promise<{ readonly said: string; readonly requests: readonly AddRequest[]; readonly error: unknown }> => {
      archive('1.tgz', { capabilities: {} });
      archive('2.tgz', MORE);
      const changes = openOfflineChanges({
        configPath: join(cwd, 'configurable-agents.yaml'),
        dataDir: join(cwd, 'data'),
        workflows: () => [],
      });
      await changes.add({ source: './1.tgz', isGranted: false });
      const requests: AddRequest[] = [];
      const [input, output] = [new PassThrough(), new PassThrough()];
      input.end(answer);
      const add: typeof changes.add = async (request) => {
        requests.push(request);
        return await changes.add(request);
      };
      const request = { source: './2.tgz', isGranted: false };
      const error = await addAsking({ add }, { request, terminal: { input, output } }).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      output.end();
      return { said: await text(output), requests, error };
    };

    it('an operator is told in words what is asked for, beyond what was granted', async () => {
      const { said } = await ask('n\n');
      assert.equal(
        said,
        'acme 2.0.0 asks beyond what was granted to 1.0.0 to\n  - send requests to api.acme.example:443\n  - start other programs\ngrant this, and install it? [y/N] ',
      );
    });

    it('a yes grants it, and what was shown is what is added', async () => {
      const { requests, error } = await ask('yes\n');
      assert.equal(error, undefined);
      assert.deepEqual(
        requests.map(({ isGranted }) => isGranted),
        [false, true],
      );
      assert.match(requests[1]?.integrity ?? '', /^sha512-/);
      assert.match(file('configurable-agents.lock.json'), /"version": "2\.0\.0"/);
    });

    for (const answer of ['n\n', '\n', 'perhaps\n', undefined]) {
      it(`${JSON.stringify(answer ?? 'the end of the input')} grants nothing`, async () => {
        const { requests, error } = await ask(answer);
        assert.equal(requests.length, 1);
        assert.match(
          String(error),
          /PLUGIN_NOT_GRANTED: acme 2\.0\.0 is not installed: you did not grant what it asks for/,
        );
        assert.match(file('configurable-agents.lock.json'), /"version": "1\.0\.0"/);
      });
    }
  });

  describe('plugins list and show', () => {
    it('have what was added first, and say what is wrong with it beside the answer', async () => {
      archive('acme.tgz', NET);
      await good('plugins', 'add', 'acme.tgz', '--grant');
      const { status, out, err } = await go('plugins', 'list');
      assert.deepEqual([status, err], [0, '']);
      assert.match(out, /^PLUGIN .*\nacme +1\.0\.0 +\.\/acme\.tgz +action acme\necho +/);
      rmSync(join(cwd, '.configurable-agents'), { recursive: true });
      const broken = await go('plugins', 'list');
      assert.match(broken.out, /\nacme +1\.0\.0 +\.\/acme\.tgz +is not at work\n/);
      assert.match(broken.err, /^acme: PLUGIN_NOT_FOUND: .*is locked and not unpacked here/);
    });

    it('answer JSON as the API does', async () => {
      archive('acme.tgz', NET);
      await good('plugins', 'add', 'acme.tgz', '--grant');
      const { items, next_cursor: next } = await json('plugins', 'list');
      const [acme, ...own] = items as readonly Record<string, unknown>[];
      assert.equal(next, null);
      assert.ok(own.length > 5);
      assert.deepEqual(Object.keys(acme ?? {}), [
        'name',
        'version',
        'source',
        'sdk',
        'isolation',
        'first_party',
        'integrity',
        'capabilities',
        'may',
        'problems',
        'actions',
        'providers',
        'triggers',
        'trackers',
        'tools',
      ]);
      assert.deepEqual(await json('plugins', 'show', 'acme'), acme);
    });

    it('show one with all that it may do and offers', async () => {
      archive('acme.tgz', { ...MORE, secrets: { apiKey: { env: 'ACME_KEY' } } });
      await good('plugins', 'add', 'acme.tgz', '--grant');
      assert.match(
        await good('plugins', 'show', 'acme'),
        /^plugin {5}acme 2\.0\.0\nsource {5}\.\/acme\.tgz\nsdk {8}\^1\nruns in {4}a worker\nintegrity {2}sha512-\S+\nmay {8}send requests to api\.acme\.example:443\n {11}read the secret in ACME_KEY\n {11}start other programs\naction {5}acme\n$/,
      );
    });

    it('end with 1 by a name that is misspelt, with the nearest one', async () => {
      const { status, err } = await go('plugins', 'show', 'githbu');
      assert.equal(status, 1);
      assert.match(err, /PLUGIN_NOT_FOUND: there is no plugin "githbu"; did you mean github\?/);
    });
  });

  describe('plugins remove', () => {
    it('takes it out of both files', async () => {
      archive('acme.tgz');
      await good('plugins', 'add', 'acme.tgz');
      assert.deepEqual(await json('plugins', 'remove', 'acme'), { name: 'acme', removed: true });
      assert.equal(file('configurable-agents.yaml'), 'plugins: []\n');
      assert.doesNotMatch(file('configurable-agents.lock.json'), /acme/);
    });

    it('ends with 1 while a registered workflow uses it, and when it is not there', async () => {
      archive('acme.tgz');
      await good('plugins', 'add', 'acme.tgz');
      await good('workflows', 'register', 'hello.yaml');
      const used = await go('plugins', 'remove', 'acme');
      assert.equal(used.status, 1);
      assert.match(used.err, /PLUGIN_IN_USE: .*the workflow hello uses the action acme/);
      await good('workflows', 'remove', 'hello');
      await good('plugins', 'remove', 'acme');
      const again = await go('plugins', 'remove', 'acme');
      assert.equal(again.status, 1);
      assert.match(again.err, /PLUGIN_NOT_FOUND: there is no plugin "acme" to remove/);
    });

    it('ends with 3 where the files cannot be written', async () => {
      archive('acme.tgz');
      await good('plugins', 'add', 'acme.tgz');
      const path = join(cwd, 'configurable-agents.yaml');
      chmodSync(path, 0o444);
      const { status, err } = await go('plugins', 'remove', 'acme');
      assert.equal(status, 3);
      assert.match(err, /PLUGIN_READ_ONLY: .*configurable-agents\.yaml cannot be written/);
    });
  });

  describe('drift', () => {
    const drifted = async (): Promise<void> => {
      writeFiles(join(cwd, 'acme'), pluginFiles());
      await good('plugins', 'add', 'acme');
      writeFiles(join(cwd, 'acme'), pluginFiles(MORE));
    };

    it('is told of by validate, run and the start of a server, with the difference and the way out', async () => {
      await drifted();
      for (const args of [
        ['validate', 'hello.yaml'],
        ['run', 'hello.yaml'],
        ['dashboard', '--port', '0'],
      ]) {
        const { status, err } = await go(...args);
        assert.equal(status, 3, args[0]);
        assert.match(err, /error: the configured plugins are not those of .*configurable-agents\.lock\.json:/);
        assert.match(err, /\n {2}acme: its version is 2\.0\.0, locked is 1\.0\.0 \(PLUGIN_LOCK_DRIFT\)\n/);
        assert.match(err, /\n {2}acme: may now start other programs \(PLUGIN_NOT_GRANTED\)\n/);
        assert.match(err, /grant it: configurable-agents plugins add \.\/acme\n/);
      }
    });

    it('is over when it is granted', async () => {
      await drifted();
      await good('plugins', 'add', './acme', '--grant');
      assert.equal((await go('validate', 'hello.yaml')).status, 0);
    });

    it('is what doctor fails by; without it, doctor says what the lock file holds', async () => {
      type Checks = {
        readonly checks: readonly { readonly name: string; readonly status: string; readonly message: string }[];
      };
      const doctor = async (): Promise<readonly string[]> =>
        (JSON.parse((await go('doctor', '--json')).out) as Checks).checks
          .filter(({ name }) => name === 'plugins' || name === 'plugins lock')
          .map(({ name, status, message }) => `${name} ${status} ${message}`);
      writeFiles(join(cwd, 'acme'), pluginFiles());
      writeFileSync(join(cwd, 'configurable-agents.yaml'), 'plugins: [./acme]\n');
      assert.match(
        (await doctor())[1] ?? '',
        /^plugins lock note no .* make it by: configurable-agents plugins add \.\/acme$/,
      );
      await good('plugins', 'add', 'acme');
      assert.match((await doctor())[1] ?? '', /^plugins lock ok all is as .*configurable-agents\.lock\.json has it$/);
      writeFiles(join(cwd, 'acme'), pluginFiles({ version: '1.0.1' }));
      const [drift, ...more] = await doctor();
      assert.match(drift ?? '', /^plugins fail [^]*its version is 1\.0\.1, locked is 1\.0\.0/);
      assert.deepEqual(more, []);
    });
  });

  describe('while a server runs,', () => {
    it('go to it: it takes up what is added, without a start, and what it refuses is refused', async () => {
      const { url } = await dashboard(['--allow-plugin-install'], { cwd });
      archive('1.tgz', NET);
      archive('2.tgz', MORE);
      const refused = await go('plugins', 'add', '1.tgz');
      assert.equal(refused.status, 1);
      assert.match(refused.err, /PLUGIN_NOT_GRANTED: acme 1\.0\.0 asks to send requests/);
      const { status, out, err } = await go('plugins', 'add', '1.tgz', '--grant');
      assert.deepEqual([status, out.split('\n')[0]], [0, 'added  acme 1.0.0, from ./1.tgz']);
      assert.match(err, new RegExp(`it is at work in the server at ${url}`));
      await good('workflows', 'register', 'hello.yaml');
      const sent = async (): Promise<string> => await good('send', 'hello', '--wait', '30s', '--json');
      assert.match(await sent(), /1\.0\.0 hi/);
      assert.equal((await json('plugins', 'add', '2.tgz', '--grant'))['from'], '1.0.0');
      assert.match(await sent(), /2\.0\.0 hi/);
      assert.equal((await json('plugins', 'show', 'acme'))['version'], '2.0.0');
      const used = await go('plugins', 'remove', 'acme');
      assert.equal(used.status, 1);
      assert.match(used.err, /PLUGIN_IN_USE: /);
      await good('workflows', 'remove', 'hello');
      await good('plugins', 'remove', 'acme');
      assert.equal(file('configurable-agents.yaml'), 'plugins: []\n');
    });

    it('end with 3 where it was not started for it, and say how', async () => {
      await dashboard([], { cwd });
      archive('acme.tgz');
      const { status, err } = await go('plugins', 'add', 'acme.tgz');
      assert.equal(status, 3);
      assert.match(
        err,
        /PLUGIN_INSTALL_OFF: this server does not change its plugins while it runs; start it with --allow-plugin-install/,
      );
      assert.match(await good('plugins', 'list'), /\nhttp +/);
    });
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { dashboard, run, start, stopDashboards } from '../support/cli.ts';
import { NOTIFY } from '../support/server.ts';
import { closeSilentPeers, openSilentPeer } from '../support/silent-peer.ts';

describe('configurable-agents', function () {
  this.timeout(30_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-cli-'));
    writeFileSync(join(cwd, 'notify.yaml'), NOTIFY);
    writeFileSync(join(cwd, 'bad.yaml'), NOTIFY.replace('{message}', '{mesage}'));
  });
  afterEach(async () => {
    closeSilentPeers();
    await stopDashboards();
    rmSync(cwd, { recursive: true, force: true });
  });
  const go = (...args: string[]): ReturnType<typeof run> => run(args, { cwd });

  describe('test', () => {
    const tests = (expected: string): string =>
      `${NOTIFY}tests:\n  - name: formats\n    inputs: { message: x }\n    mocks: { summarise: { output: short } }\n    expect: { result: '${expected}' }\n`;

    it('runs the tests of a file, and exits 1 where one is not as expected', async () => {
      writeFileSync(join(cwd, 'good.yaml'), tests('[echo] Format x 1'));
      const good = await go('test', 'good.yaml');
      assert.deepEqual([good.status, good.out], [0, 'ok      good.yaml: formats\n']);
      writeFileSync(join(cwd, 'wrong.yaml'), tests('y'));
      const both = await go('test', 'good.yaml', 'wrong.yaml', '--json');
      assert.equal(both.status, 1);
      assert.deepEqual(JSON.parse(both.out), {
        passed: 1,
        failed: 1,
        tests: [
          { file: 'good.yaml', name: 'formats', problems: [] },
          { file: 'wrong.yaml', name: 'formats', problems: ['the result is "[echo] Format x 1", expected "y"'] },
        ],
      });
    });

    it('says where there is none', async () => {
      const { status, err } = await go('test', 'notify.yaml');
      assert.equal(status, 1);
      assert.match(err, /no test; write some under `tests:`/);
    });
  });

  describe('schedules', () => {
    it('lists the next slots of registered workflows', async () => {
      writeFileSync(
        join(cwd, 'daily.yaml'),
        `${NOTIFY}triggers:\n  - uses: schedule\n    every: 24h\n    inputs: { message: x }\n`,
      );
      assert.equal((await go('workflows', 'register', 'daily.yaml')).status, 0);
      const { status, out } = await go('schedules', 'list', '--next', '2', '--json');
      assert.equal(status, 0);
      const { items } = JSON.parse(out) as { items: { workflow_name: string; every: string; next: string[] }[] };
      assert.deepEqual(
        items.map((item) => [item.workflow_name, item.every, item.next.length]),
        [['daily', '1d', 2]],
      );
      assert.match((await go('schedules', 'list')).out, /daily +schedule +every 1d +UTC +- +\d{4}-/);
      assert.equal((await go('schedules', 'list', '--next', 'x')).status, 2);
    });
  });

  describe('arguments', () => {
    it('shows help with examples for every command', async () => {
      const { status, out } = await go('--help');
      assert.equal(status, 0);
      assert.match(out, /Examples:/);
      for (const command of [
        ['run'],
        ['validate'],
        ['diff'],
        ['init'],
        ['explain'],
        ['compile'],
        ['graph'],
        ['types'],
        ['dashboard'],
        ['serve'],
        ['logs'],
        ['runs'],
        ['runs', 'list'],
        ['runs', 'show'],
        ['runs', 'cancel'],
        ['runs', 'signal'],
        ['runs', 'retry'],
        ['runs', 'fork'],
        ['approvals', 'list'],
        ['approvals', 'answer'],
        ['schedules', 'list'],
        ['test'],
        ['workflows'],
        ['workflows', 'register'],
        ['deliveries', 'list'],
        ['deliveries', 'show'],
        ['deliveries', 'redeliver'],
        ['send'],
        ['doctor'],
        ['eval'],
      ]) {
        const help = await go(...command, '--help');
        assert.equal(help.status, 0, command.join(' '));
        assert.match(help.out, /Examples:\n {2}configurable-agents /, command.join(' '));
      }
    });

    it('is exit 2 with a suggestion for an unknown command or option', async () => {
      const command = await go('validat');
      assert.deepEqual([command.status, command.out], [2, '']);
      assert.match(command.err, /Did you mean validate\?/);
      const option = await go('run', 'notify.yaml', '--inptu', 'a=b');
      assert.equal(option.status, 2);
      assert.match(option.err, /unknown option '--inptu'[^]*Did you mean/);
      assert.equal((await go('run')).status, 2);
      assert.equal((await go('validate', '--format', 'xml')).status, 2);
      assert.equal((await go('dashboard', '--port', 'many')).status, 2);
    });
  });

  it('starts without a build and without options of Node', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    const { status, out } = await run(['--version'], { cwd, plain: true });
    assert.deepEqual([status, out], [0, `${version}\n`]);
  });

  it('loads neither the server nor the engine for arguments and validate', async () => {
    const trace = join(cwd, 'trace.mjs');
    writeFileSync(
      trace,
      `import { registerHooks } from 'node:module';
       registerHooks({ resolve(specifier, context, next) {
         if (/^(koa|piscina|undici|node:sqlite|@koa\\/router)$/.test(specifier)) process.stderr.write('loaded ' + specifier + '\\n');
         return next(specifier, context);
       } });`,
    );
    const env = { NODE_OPTIONS: `--import=${trace}` };
    for (const args of [['--help'], ['validat'], ['run'], ['validate', 'notify.yaml'], ['compile', 'notify.yaml']]) {
      assert.doesNotMatch((await run(args, { cwd, env })).err, /loaded/, args.join(' '));
    }
    assert.match((await run(['run', 'notify.yaml', '--input', 'message=x'], { cwd, env })).err, /loaded piscina/);
  });

  describe('validate and compile', () => {
    it('is exit 0 for a valid file and exit 1 with places for a wrong one', async () => {
      assert.equal((await go('validate', 'notify.yaml')).status, 0);
      const bad = await go('validate', 'bad.yaml');
      assert.equal(bad.status, 1);
      assert.match(bad.out, /bad\.yaml:\d+:\d+ error W\d{3}/);
    });

    it('prints the JSON of the contract', async () => {
      const { status, out } = await go('validate', '*.yaml', '--format', 'json');
      assert.equal(status, 1);
      const report = JSON.parse(out) as {
        version: number;
        diagnostics: object[];
        summary: { files: number; errors: number };
      };
      assert.equal(report.version, 1);
      assert.equal(report.summary.files, 2);
      assert.ok(report.summary.errors >= 1 && report.diagnostics.length >= 1);
    });

    it('prints the bounds of a run, and holds it to limits', async () => {
      const { status, out } = await go('validate', 'notify.yaml', '--bounds');
      assert.equal(status, 0);
      assert.match(
        out,
        /^notify\.yaml\nnode +executions +LLM calls +input tokens +likely +output tokens +cost +time\n[^]*\na run +2 +2 +/m,
      );
      const { out: json } = await go('validate', 'notify.yaml', '--bounds', '--format', 'json');
      const { bounds } = JSON.parse(json) as { bounds: { file: string; total: { executions: object } }[] };
      assert.deepEqual(
        bounds.map(({ file, total }) => [file, total.executions]),
        [['notify.yaml', { min: 2, max: 2 }]],
      );
      const over = await go('validate', 'notify.yaml', '--max-duration', '1ms');
      assert.equal(over.status, 1);
      assert.match(over.out, /error W441 too-long/);
      assert.equal((await go('validate', 'notify.yaml', '--max-duration', '3q')).status, 2);
      assert.equal((await go('validate', 'notify.yaml', '--max-llm-calls', '-1')).status, 2);
    });

    it('reads stdin', async () => {
      assert.equal((await run(['validate', '-'], { cwd, input: NOTIFY })).status, 0);
      assert.equal((await run(['validate', '-'], { cwd, input: 'nodes: 3' })).status, 1);
    });

    it('says that a file is missing, or is a folder', async () => {
      const missing = await go('validate', 'missing.yaml');
      assert.equal(missing.status, 2);
      assert.equal(missing.err, 'error: there is no file missing.yaml\n');
      assert.equal((await go('compile', '.')).status, 2);
      assert.equal((await go('validate', 'x*.yaml')).status, 2);
    });

    it('compiles to the same bytes each time', async () => {
      const [first, second] = [await go('compile', 'notify.yaml'), await go('compile', 'notify.yaml')];
      assert.equal(first.out, second.out);
      assert.equal((JSON.parse(first.out) as { version: number }).version, 1);
      assert.equal((await go('compile', 'notify.yaml', '-o', 'out.json')).out, '');
      assert.equal(readFileSync(join(cwd, 'out.json'), 'utf8'), first.out);
      assert.equal((await go('compile', 'bad.yaml')).status, 1);
    });
  });

  describe('run', () => {
    it('prints the result on stdout and everything else on stderr', async () => {
      const { status, out, err } = await go('run', 'notify.yaml', '--input', 'message=a b', '--input', 'count=2');
      assert.deepEqual([status, out], [0, '[echo] Format a b 2\n'], err);
      assert.match(err, /succeeded in /);
      assert.ok(existsSync(join(cwd, '.configurable-agents', 'store.db')));
    });

    it('prints the object of the contract', async () => {
      const { status, out } = await run(['run', 'notify.yaml', '--inputs', '-', '--json', '--provider', 'echo'], {
        cwd,
        input: '{"message":"x"}',
      });
      assert.equal(status, 0);
      const object = JSON.parse(out) as Record<string, unknown>;
      assert.deepEqual(Object.keys(object), [
        'run_id',
        'workflow_name',
        'status',
        'result',
        'state',
        'usage',
        'duration_ms',
        'error',
      ]);
      assert.deepEqual([object['status'], object['error'], object['workflow_name']], ['succeeded', null, 'notify']);
    });

    it('writes what models say while they say it, where it is asked to or stderr is a terminal', async () => {
      const given = ['run', 'notify.yaml', '--input', 'message=a b', '--memory', '--provider', 'echo'];
      const { out, err } = await go(...given, '--stream');
      assert.match(err, /^\w+ │ \[echo\] /m);
      assert.doesNotMatch(out, /│/);
      assert.doesNotMatch((await go(...given)).err, /│/);
    });

    it('keeps nothing with --memory, and says so', async () => {
      const { status, out, err } = await go('run', 'notify.yaml', '--input', 'message=a', '--memory', '--json');
      assert.equal(status, 0, err);
      assert.equal((JSON.parse(out) as { status: string }).status, 'succeeded');
      assert.match(err, /in memory: nothing of this run is stored/);
      assert.equal(existsSync(join(cwd, '.configurable-agents')), false);
      const failed = await go('run', 'notify.yaml', '--input', 'message=a', '--memory', '--provider', 'google');
      assert.equal(failed.status, 1);
      assert.match(failed.err, /GOOGLE_API_KEY/);
      assert.doesNotMatch(failed.err, /runs show/);
    });

    it('prints a complete command when inputs are missing', async () => {
      const { status, err, out } = await go('run', 'notify.yaml', '--provider', 'echo');
      assert.deepEqual([status, out], [2, '']);
      assert.match(
        err,
        /missing `message`; a complete command:\n\n {2}configurable-agents run notify\.yaml --provider echo \\\n {4}--input message=\.\.\./,
      );
      assert.equal(existsSync(join(cwd, '.configurable-agents')), false);
    });

    it('says what is wrong with an input', async () => {
      assert.match(
        (await go('run', 'notify.yaml', '--input', 'mesage=x')).err,
        /unknown input `mesage`; did you mean `message`\?/,
      );
      assert.match(
        (await go('run', 'notify.yaml', '--input', 'message=x', '--input', 'count=two')).err,
        /`count` must be of type integer/,
      );
      assert.match((await go('run', 'notify.yaml', '--input', 'message')).err, /name=value/);
      const broken = await run(['run', 'notify.yaml', '--inputs', '-'], { cwd, input: '{"a":}' });
      assert.deepEqual([broken.status, broken.err], [2, 'error: -:1:6 found "}" where a JSON value is expected\n']);
      const typed = await run(['run', 'notify.yaml', '--inputs', '-'], { cwd, input: '{"message":3}' });
      assert.equal(typed.status, 2);
    });

    it('is exit 1 when the run fails, naming the node', async () => {
      writeFileSync(
        join(cwd, 'fail.yaml'),
        'name: f\nnodes:\n  - name: ask\n    uses: http\n    with: { url: "http://127.0.0.1:9/" }\n',
      );
      const { status, err, out } = await go('run', 'fail.yaml', '--json');
      assert.equal(status, 1, err);
      assert.match(err, /\nask: .*\n.*runs retry .*\n.*explain /);
      const { error } = JSON.parse(out) as { error: { node: string; code: string } };
      assert.equal(error.node, 'ask');
    });

    it('fails without the key of its provider, naming the variable and the way out', async () => {
      writeFileSync(join(cwd, 'google.yaml'), NOTIFY.replaceAll('provider: echo', 'provider: google'));
      const { status, out, err } = await go('run', 'google.yaml', '--input', 'message=x');
      assert.deepEqual([status, out], [1, '']);
      assert.match(err, /GOOGLE_API_KEY is not set/);
      assert.match(err, /--provider echo/);
      assert.match(err, /SECRET_MISSING/);
    });

    it('is exit 130 when it is interrupted, and the run is cancelled', async () => {
      const peer = await openSilentPeer();
      writeFileSync(join(cwd, 'slow.yaml'), peer.workflow);
      writeFileSync(join(cwd, 'configurable-agents.yaml'), `network: { allow_private: ["${peer.target}"] }\n`);
      const child = start(['run', 'slow.yaml', '--json'], { cwd });
      const [out, exited] = [text(child.stdout), once(child, 'exit') as Promise<[number | null]>];
      await peer.connected;
      child.kill('SIGINT');
      assert.equal((await exited)[0], 130);
      assert.equal((JSON.parse(await out) as { status: string }).status, 'cancelled');
    });

    it('says that the data folder cannot be written', async function () {
      if (process.getuid?.() === 0) {
        // Permissions do not bind root; a file in the folder's place does.
        writeFileSync(join(cwd, 'locked'), '');
      } else {
        mkdirSync(join(cwd, 'locked'));
        chmodSync(join(cwd, 'locked'), 0o500);
      }
      const { status, err } = await go('run', 'notify.yaml', '--input', 'message=x', '--data-dir', 'locked');
      assert.equal(status, 3);
      assert.match(err, /locked cannot be written/);
      assert.doesNotMatch(err, /\n\s+at /);
    });
  });

  describe('reading the store', () => {
    it('is exit 3 without a store and says where it looked', async () => {
      for (const command of [['runs', 'list'], ['logs'], ['workflows', 'list'], ['deliveries', 'list']]) {
        const { status, err } = await go(...command);
        assert.equal(status, 3, command.join(' '));
        assert.match(err, /no folder \.configurable-agents in .* or above it/);
      }
    });

    it('tells of a run what the cache of its node answered, and what that saved', async () => {
      const file = 'nodes:\n  - { name: ask, llm: { provider: echo, model: any }, prompt: Hello there, cache: true }\n';
      writeFileSync(join(cwd, 'cached.yaml'), file);
      const shown = async (): Promise<string> => {
        const { out } = await go('run', 'cached.yaml', '--json');
        return (await go('runs', 'show', (JSON.parse(out) as { readonly run_id: string }).run_id)).out;
      };
      assert.doesNotMatch(await shown(), /from the cache/);
      assert.match(await shown(), /\n    1 answer of the model from the cache, which saved 3 in · 5 out, \$0$/m);
    });

    it('lists and shows runs, workflows and the log', async () => {
      await go('run', 'notify.yaml', '--input', 'message=x');
      const list = JSON.parse((await go('runs', 'list', '--json')).out) as { items: { run_id: string }[] };
      assert.equal(list.items.length, 1);
      const id = list.items[0]?.run_id ?? '';
      assert.match((await go('runs', 'show', id)).out, /\[echo\] Format x 1/);
      assert.equal((await go('runs', 'show', 'nope')).status, 1);
      assert.equal((await go('runs', 'cancel', id)).status, 1);
      const lines = (await go('logs', id, '--json')).out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.deepEqual(Object.keys(lines[0] ?? {}), [
        'time',
        'level',
        'run_id',
        'workflow_name',
        'node',
        'event',
        'message',
      ]);
      assert.equal(lines.at(-1)?.['event'], 'run.finished');
      assert.equal((await go('logs', '--level', 'error')).out, '');
      const ended = await go('logs', id, '--follow');
      assert.match(ended.out, /run\.finished succeeded/);
      assert.equal((await go('workflows', 'register', 'notify.yaml')).out, 'notify revision 1\n');
      assert.match((await go('workflows', 'list')).out, /notify +1/);
      assert.match((await go('workflows', 'show', 'notify')).out, /name: Notify/);
      assert.equal((await go('workflows', 'remove', 'notify')).status, 0);
      assert.equal((await go('workflows', 'show', 'notify')).status, 1);
    });
  });

  describe('dashboard', () => {
    it('serves, takes signed deliveries by send, and exits 0 on SIGTERM', async () => {
      const env = { WEBHOOK_SECRET: 's3cret' };
      const { child, url } = await dashboard(['--provider', 'echo'], { cwd, env });
      assert.equal((await go('workflows', 'register', 'notify.yaml', '--name', 'notify')).status, 0);
      const sent = await run(['send', 'notify', 'message=x', 'count=3', '--wait', '10s', '--json'], { cwd, env });
      assert.equal(sent.status, 0, sent.err);
      assert.deepEqual((JSON.parse(sent.out) as { result: string }).result, '[echo] Format x 3');
      const forged = await run(['send', 'notify', 'message=x'], { cwd, env: { WEBHOOK_SECRET: 'wrong' } });
      assert.equal(forged.status, 1);
      assert.match(forged.out, /SIGNATURE_INVALID/);
      const through = await go('run', 'notify.yaml', '--input', 'message=y');
      assert.deepEqual([through.status, through.out], [0, '[echo] Format y 1\n']);
      assert.match(through.err, /held by the server/);
      // Larger than what the API shows beside a run.
      const long = 'y'.repeat(70_000);
      writeFileSync(join(cwd, 'long.json'), JSON.stringify({ message: long }));
      const large = await go('run', 'notify.yaml', '--inputs', 'long.json', '--json');
      const { result, state } = JSON.parse(large.out) as { readonly result: unknown; readonly state: object };
      assert.equal(result, `[echo] Format ${long} 1`);
      assert.ok(Object.values(state).includes(long), 'the state is cut');
      const second = await go('dashboard', '--port', '0');
      assert.equal(second.status, 3);
      assert.ok(second.err.includes(url), second.err);
      assert.match((await go('doctor')).out, /holds the store/);
      assert.equal((JSON.parse((await go('runs', 'list', '--json')).out) as { items: unknown[] }).items.length, 3);
      const exited = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      assert.equal((await exited)[0], 0);
      assert.equal(existsSync(join(cwd, '.configurable-agents', 'server.json')), false);
    });

    it('shows deliveries and hands one over again', async () => {
      const { child } = await dashboard(['--provider', 'echo'], { cwd });
      await go('workflows', 'register', 'notify.yaml');
      const sent = await go('send', 'notify', 'message=x', '--id', 'once', '--wait', '10s');
      assert.equal(sent.status, 0, sent.err);
      const { items } = JSON.parse((await go('deliveries', 'list', '--json')).out) as {
        items: { delivery_id: string; verdict: string; runs: string[] }[];
      };
      const [delivery] = items;
      assert.equal(delivery?.verdict, 'accepted');
      const id = delivery?.delivery_id ?? '';
      const shown = await go('deliveries', 'show', id);
      assert.match(shown.out, /^delivery \S+ for generic, accepted\n/);
      assert.match(shown.out, new RegExp(`run ${String(delivery?.runs[0])} succeeded`));
      const raw = await go('deliveries', 'show', id, '--raw');
      assert.deepEqual(JSON.parse(raw.out), { workflow_name: 'notify', inputs: { message: 'x' }, webhook_id: 'once' });
      const again = await go('deliveries', 'redeliver', id);
      assert.equal(again.status, 0, again.err);
      assert.match(again.out, /^notify: run \S+ was started before and did not fail/);
      assert.equal((await go('deliveries', 'redeliver', id, '--workflow', 'notfy')).status, 1);
      assert.equal((await go('deliveries', 'show', 'nope')).status, 1);
      child.kill('SIGTERM');
      await once(child, 'exit');
      const late = await go('deliveries', 'redeliver', id);
      assert.deepEqual([late.status, late.out], [3, '']);
      assert.match(late.err, /no server runs on this store/);
    });

    it('keeps what it accepted over a kill', async function () {
      // Thirteen commands, one after the other.
      this.timeout(90_000);
      const first = await dashboard(['--provider', 'echo'], { cwd });
      await go('workflows', 'register', 'notify.yaml');
      const ids: string[] = [];
      for (let i = 0; i < 5; i += 1) {
        const { out } = await go('send', 'notify', `message=${i}`, '--json');
        ids.push((JSON.parse(out) as { run_id: string }).run_id);
      }
      first.child.kill('SIGKILL');
      await once(first.child, 'exit');
      // server.json is still there and names a dead process: reading and the next server do not mind.
      assert.equal((await go('runs', 'list')).status, 0);
      const { url } = await dashboard(['--provider', 'echo'], { cwd });
      for (const id of ids) {
        const { out } = await go('logs', id, '--follow');
        assert.match(out, /run\.finished succeeded/);
        assert.equal(((await (await fetch(`${url}/api/runs/${id}`)).json()) as { status: string }).status, 'succeeded');
      }
    });

    it('says that the port is taken and frees the store', async () => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const { port } = taken.address() as AddressInfo;
      const { status, err, out } = await go('dashboard', '--port', String(port));
      taken.close();
      assert.deepEqual([status, out], [3, '']);
      assert.match(err, new RegExp(`port ${port} is taken`));
    });

    it('sends to whoever listens at --url', async () => {
      const asked: string[] = [];
      const other = createHttpServer(({ method, url }, response) => {
        asked.push(`${method} ${url}`);
        response.end(method === 'GET' ? '' : '{"taken":true}');
      }).listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const { status, out, err } = await go('send', 'notify', 'count=3', '--url', `http://127.0.0.1:${port}/a/path`);
      other.close();
      assert.deepEqual([status, JSON.parse(out)], [0, { taken: true }], err);
      assert.deepEqual(asked, ['GET /api/workflows/notify', 'POST /webhooks/generic']);
    });

    it('reaches no server', async () => {
      const { status, err } = await go('send', 'notify', '--url', 'http://127.0.0.1:9');
      assert.equal(status, 3);
      assert.match(err, /no server answers at http:\/\/127\.0\.0\.1:9/);
    });
  });

  describe('configuration', () => {
    it('names an unknown key and the nearest', async () => {
      writeFileSync(join(cwd, 'configurable-agents.yaml'), 'limits:\n  workerz: 1\n');
      const { status, err } = await go('doctor');
      assert.equal(status, 3);
      assert.match(err, /unknown key `limits\.workerz`; did you mean `workers`\?/);
      assert.doesNotMatch(err, /\n\s+at /);
    });

    it('is shown by doctor with where each value came from', async () => {
      writeFileSync(join(cwd, 'configurable-agents.yaml'), 'data_dir: store\nlimits: { workers: 1 }\n');
      const { status, out } = await run(['doctor', '--json', '--provider', 'echo'], {
        cwd,
        env: { CONFIGURABLE_AGENTS_WORKFLOWS_DIR: '.' },
      });
      assert.equal(status, 0);
      const { settings } = JSON.parse(out) as { settings: { name: string; value: string; from: string }[] };
      const from = Object.fromEntries(settings.map((setting) => [setting.name, setting.from]));
      assert.deepEqual(
        [from['data_dir'], from['workflows_dir'], from['provider'], from['limits']],
        ['file', 'environment', 'flag', 'file'],
      );
    });
  });
});

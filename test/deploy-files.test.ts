// What deploy/ holds, as far as a machine without a container engine can say.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createProgram } from '../packages/server/src/cli/program.ts';
import { readText, ROOT } from './support/markdown.ts';

type Service = {
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly image?: string;
  readonly command: string | readonly string[];
  readonly environment?: { readonly [name: string]: string };
  readonly secrets?: readonly string[];
  readonly volumes: readonly string[];
  readonly stop_grace_period?: string;
};
type Compose = {
  readonly services: { readonly [name: string]: Service };
  readonly secrets: { readonly [name: string]: { readonly file: string } };
  readonly volumes: object;
};

/** Parses as the command does, without doing it. */
function assertCommand(args: readonly string[]): Readonly<Record<string, unknown>> {
  const program = createProgram('0.0.0');
  const [name = '', ...rest] = args;
  const command = program.commands.find((each) => each.name() === name) ?? assert.fail(`there is no command ${name}`);
  let options: Readonly<Record<string, unknown>> = {};
  command.action((_options, parsed: typeof command) => {
    options = parsed.optsWithGlobals();
  });
  program.parse([name, ...rest], { from: 'user' });
  return options;
}

/** Instructions of a Dockerfile, lines that go on joined. */
function instructions(text: string): readonly { readonly name: string; readonly rest: string }[] {
  const lines = text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? assert.fail(`no instruction: ${line}`);
    return { name, rest };
  });
}

describe('deploy', () => {
  const compose = parse(readText('deploy/compose.yaml')) as Compose;
  const docker = instructions(readText('deploy/Dockerfile'));
  const unit = readText('deploy/configurable-agents.service');
  const listOf = (name: string): readonly string[] => {
    const last = docker.findLast((each) => each.name === name) ?? assert.fail(name);
    return JSON.parse(last.rest.replace(/^.*?CMD /, '')) as string[];
  };

  it('has an image that serves as nobody special, with a check of its readiness', () => {
    assert.deepEqual(listOf('ENTRYPOINT'), ['configurable-agents']);
    const options = assertCommand(listOf('CMD'));
    assert.deepEqual([options['host'], options['port'], options['logFormat']], ['0.0.0.0', '8000', 'json']);
    assert.equal(docker.findLast(({ name }) => name === 'USER')?.rest, 'node');
    assert.match(docker.find(({ name }) => name === 'HEALTHCHECK')?.rest ?? '', /localhost:8000\/readyz/);
    const bases = docker.filter(({ name }) => name === 'FROM').map(({ rest }) => rest.split(' ')[0]);
    assert.ok(
      bases.every((base) => base?.startsWith('node:24-')),
      String(bases),
    );
    assert.equal(docker.find(({ name }) => name === 'EXPOSE')?.rest, '8000');
  });

  it('has a compose file whose parts belong together', () => {
    const { agents, mlflow } = compose.services;
    assert.ok(agents !== undefined && mlflow !== undefined);
    const { dockerfile = '', context = '' } = agents.build ?? {};
    assert.ok(existsSync(join(ROOT, 'deploy', context, dockerfile)));
    const options = assertCommand(agents.command as readonly string[]);
    assert.deepEqual(options['allowedHost'], ['agents']);
    for (const name of agents.secrets ?? []) {
      assert.ok(compose.secrets[name] !== undefined, name);
      assert.ok(Object.values(agents.environment ?? {}).includes(`/run/secrets/${name}`), name);
    }
    const port = /--port (\d+)/.exec(String(mlflow.command))?.[1];
    assert.equal(agents.environment?.['MLFLOW_TRACKING_URI'], `http://mlflow:${port}`);
    assert.match(String(mlflow.command), /--allowed-hosts mlflow:5000/);
    assert.match(mlflow.image ?? '', /:v3\.17\.\d+$/);
    for (const { volumes } of [agents, mlflow])
      for (const volume of volumes)
        assert.ok(Object.keys(compose.volumes).includes(volume.split(':')[0] ?? ''), volume);
    assert.equal(readText('deploy/.gitignore').trim(), '/secrets/');
  });

  it('lets a server that stops take its time before it is killed', () => {
    const timeout = Number.parseInt(String(assertCommand(['dashboard'])['shutdownTimeout']), 10);
    const waits = [/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1], compose.services['agents']?.stop_grace_period];
    for (const wait of waits) assert.ok(Number.parseInt(wait ?? '0', 10) > timeout, wait);
  });

  it('has a unit that starts the command, and that systemd takes where it is installed', function () {
    this.timeout(20_000);
    const [, start = ''] = /^ExecStart=\S+configurable-agents (.*)$/m.exec(unit) ?? [];
    const options = assertCommand(start.split(' '));
    assert.deepEqual([options['tlsCert'], options['tlsKey']], ['secrets/cert.pem', 'secrets/key.pem']);
    const folder = mkdtempSync(join(tmpdir(), 'configurable-agents-unit-'));
    const path = join(folder, 'configurable-agents.service');
    // The program and the folder are not there on this machine.
    writeFileSync(
      path,
      unit.replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`).replaceAll('=/srv/agents', `=${folder}`),
    );
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' });
    rmSync(folder, { recursive: true, force: true });
    if (verified.error !== undefined) assert.equal((verified.error as NodeJS.ErrnoException).code, 'ENOENT');
    else assert.deepEqual([verified.status, verified.stderr], [0, '']);
  });
});

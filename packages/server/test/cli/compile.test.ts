// `compile`: the bytes of a graph, and where they go.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashGraph } from '@configurable-agents/core/graph';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { run } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';
import { NOTIFY } from '../support/server.ts';

describe('compile', function () {
  this.timeout(30_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-compile-'));
    writeFileSync(join(cwd, 'notify.yaml'), NOTIFY);
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const go = async (...args: string[]): Promise<Ran> => await run(['compile', ...args], { cwd });
  const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');

  it('prints the graph of the contract, with the hash of what it is', async () => {
    const { status, out, err } = await go('notify.yaml');
    assert.deepEqual([status, err], [0, '']);
    const { hash, ...graph } = JSON.parse(out) as ExecutionGraph;
    for (const key of ['version', 'name', 'inputs', 'outputs', 'nodes', 'edges', 'triggers'])
      assert.ok(key in graph, key);
    assert.equal(hash, hashGraph(graph));
  });

  it('gives the same bytes to a terminal, to a file whose folder is not there, and over what is there', async () => {
    const { out } = await go('notify.yaml');
    assert.equal((await go('notify.yaml', '-o', '-')).out, out);
    assert.deepEqual(await only(go('notify.yaml', '-o', 'a/b/graph.json')), [0, '', '']);
    assert.equal(read('a/b/graph.json'), out);
    writeFileSync(join(cwd, 'a/b/graph.json'), 'something longer'.repeat(10_000));
    await go('notify.yaml', '-o', 'a/b/graph.json');
    assert.equal(read('a/b/graph.json'), out);
    mkdirSync(join(cwd, 'elsewhere'));
    writeFileSync(join(cwd, 'elsewhere', 'notify.yaml'), NOTIFY);
    assert.equal((await go('elsewhere/notify.yaml')).out, out);
  });

  it('reads stdin', async () => {
    const { status, out } = await run(['compile', '-'], {
      cwd,
      input: `name: notify\n${NOTIFY.replace(/^name: .*\n/, '')}`,
    });
    assert.equal(status, 0);
    assert.equal((JSON.parse(out) as ExecutionGraph).name, 'notify');
    const nothing = await run(['compile', '-'], { cwd, input: '' });
    assert.deepEqual([nothing.status, nothing.out], [1, '']);
  });

  it('writes nothing for a workflow that is wrong', async () => {
    writeFileSync(join(cwd, 'bad.yaml'), NOTIFY.replace('{message}', '{mesage}'));
    const { status, out, err } = await go('bad.yaml', '-o', 'a/graph.json');
    assert.deepEqual([status, out], [1, '']);
    assert.match(err, /bad\.yaml:\d+:\d+ error W203[^]*error: bad\.yaml is not a valid workflow\n$/);
    assert.equal(existsSync(join(cwd, 'a')), false);
  });

  it('says what is wrong with where it goes: a folder, the workflow itself, what is no folder', async () => {
    assert.deepEqual(await only(go('notify.yaml', '-o', './')), [2, '', 'error: ./ is a folder; name a file in it\n']);
    assert.deepEqual(await only(go('notify.yaml', '-o', './notify.yaml')), [
      2,
      '',
      'error: ./notify.yaml is the workflow itself; name another file\n',
    ]);
    assert.equal(read('notify.yaml'), NOTIFY);
    const { status, err } = await go('notify.yaml', '-o', 'notify.yaml/graph.json');
    assert.equal(status, 3);
    assert.match(err, /^error: the folder notify\.yaml cannot be made: /);
  });

  async function only(ran: Promise<Ran>): Promise<readonly unknown[]> {
    const { status, out, err } = await ran;
    return [status, out, err];
  }
});

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/cli.ts';
import { NOTIFY } from '../support/server.ts';

describe('configurable-agents graph', function () {
  this.timeout(30_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-graph-'));
    writeFileSync(join(cwd, 'notify.yaml'), NOTIFY);
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const go = (...args: string[]): ReturnType<typeof run> => run(['graph', ...args], { cwd });

  it('draws in each format', async () => {
    const begins = { mermaid: /^flowchart TD\n/, dot: /^digraph /, svg: /^<svg [^>]*>\n<title>/, json: /^\{\n {2}"/ };
    assert.match((await go('notify.yaml')).out, begins.mermaid);
    for (const [format, begin] of Object.entries(begins)) {
      const { status, out, err } = await go('notify.yaml', '--format', format);
      assert.deepEqual([status, err], [0, ''], format);
      assert.match(out, begin);
    }
  });

  it('writes to a file what it would print', async () => {
    const { status, out } = await go('notify.yaml', '--format', 'svg', '--output', 'a/notify.svg');
    assert.deepEqual([status, out], [0, '']);
    assert.equal(readFileSync(join(cwd, 'a', 'notify.svg'), 'utf8'), (await go('notify.yaml', '--format', 'svg')).out);
  });

  it('writes nothing where the workflow has an error', async () => {
    writeFileSync(join(cwd, 'bad.yaml'), NOTIFY.replace('{message}', '{mesage}'));
    const { status, err } = await go('bad.yaml', '--format', 'svg', '-o', 'bad.svg');
    assert.equal(status, 1);
    assert.match(err, /mesage/);
    assert.ok(!existsSync(join(cwd, 'bad.svg')));
  });

  it('says what it cannot write, and which formats there are', async () => {
    mkdirSync(join(cwd, 'folder'));
    const folder = await go('notify.yaml', '-o', 'folder');
    assert.deepEqual([folder.status, folder.err], [2, 'error: folder is a folder; name a file in it\n']);
    const itself = await go('notify.yaml', '-o', './notify.yaml');
    assert.deepEqual(
      [itself.status, itself.err],
      [2, 'error: ./notify.yaml is the workflow itself; name another file\n'],
    );
    assert.equal(readFileSync(join(cwd, 'notify.yaml'), 'utf8'), NOTIFY);
    const png = await go('notify.yaml', '--format', 'png');
    assert.equal(png.status, 2);
    assert.match(png.err, /mermaid, dot, svg, json/);
  });
});

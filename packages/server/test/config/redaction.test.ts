import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime } from '@configurable-agents/core';
import { compile } from '@configurable-agents/compiler';
import { checkRedaction } from '../../src/cli/redaction.ts';
import { readConfig } from '../../src/config/file.ts';
import { redactionOf } from '../../src/config/redaction.ts';
import type { RedactionConfig } from '../../src/config/redaction-schema.ts';
import { run } from '../support/cli.ts';

const ORDER = `name: order
state:
  type: object
  properties:
    customer: { type: object, properties: { email: { type: string } } }
    note: { type: string, default: none }
nodes:
  - name: write
    llm: { provider: echo, model: echo }
    prompt: Dear {customer.email}
`;

describe('redaction in the configuration', function () {
  this.timeout(20_000);
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'configurable-agents-redaction-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const put = (text: string): string => {
    const path = join(root, 'configurable-agents.yaml');
    writeFileSync(path, text);
    return path;
  };

  it('is read with its time', () => {
    const path = put('redaction: { paths: [inputs.a], keep_failed: 2h, workflows: { w: { values: [x+] } } }');
    assert.deepEqual(redactionOf(readConfig(path).config), {
      redaction: { paths: ['inputs.a'], keepFailedMs: 7_200_000, workflows: { w: { values: ['x+'] } } },
    });
    assert.deepEqual(redactionOf({}), {});
  });

  it('tells each rule that cannot be read, with its line and column', () => {
    const path = put(`redaction:
  paths:
    - inputs.customer.email
    - input.customer
    - inputs.cust*.email
  values: ['[0-9']
environments:
  production:
    redaction:
      workflows: { order: { paths: [body.card] } }
`);
    assert.throws(
      () => readConfig(path),
      (error: Error) => {
        const lines = error.message.split('\n').map((line) => line.replace(path, 'FILE'));
        assert.equal(lines.length, 4);
        assert.match(
          lines[0] ?? '',
          /^FILE:4:7 `redaction\.paths\.1`: `input\.customer` is no rule: .*did you mean `inputs`/,
        );
        assert.match(
          lines[1] ?? '',
          /^FILE:5:7 `redaction\.paths\.2`: .* at character 8: `\*` stands for a whole name/,
        );
        assert.match(lines[2] ?? '', /^FILE:6:12 `redaction\.values\.0`: `\[0-9`: it is no regular expression of RE2/);
        assert.match(lines[3] ?? '', /^FILE:10:37 `environments\.production\.redaction\.workflows\.order\.paths\.0`/);
        return true;
      },
    );
  });

  it('is refused as the rest of the file is: an unknown key, a time that is none', () => {
    assert.throws(() => readConfig(put('redaction: { path: [inputs.a] }')), /did you mean `paths`/);
    assert.throws(() => readConfig(put('redaction: { keep_failed: soon }')), /redaction\.keep_failed/);
  });

  describe('is held by doctor against what the store knows', () => {
    const store = (): string => join(root, 'data');
    const notes = (redaction: RedactionConfig): readonly string[] =>
      checkRedaction(redaction, { value: store(), exists: true })
        .filter(({ status }) => status === 'note')
        .map(({ message }) => message);

    beforeEach(async () => {
      const runtime = await createRuntime({ dataDir: store(), plugins: [], workers: 1 });
      const { graph } = compile(
        ORDER.replace('llm: { provider: echo, model: echo }', 'uses: set').replace(
          'prompt: Dear {customer.email}',
          'with: {}',
        ),
        {
          file: 'order.yaml',
          plugins: [],
        },
      );
      assert.ok(graph !== undefined);
      await runtime.register({ name: 'order', path: null, source: ORDER, graph });
      await runtime.deliver({
        trigger: 'generic',
        dedupeKey: null,
        rawBody: Buffer.from('{"card":{"number":"1"}}'),
        headers: { 'x-session': ['s'] },
        eventType: 'e',
        starts: [],
        deadLetters: [],
      });
      await runtime.close();
    });

    it('which names every rule that matches nothing', () => {
      const found = notes({
        paths: [
          'inputs.customer.email',
          'inputs.custmer.email',
          'body.card.*',
          'body.crad.*',
          'headers.x-session',
          'headers.x-sesion',
        ],
        workflows: { order: { paths: ['inputs.note', 'inputs.nothing'] }, ordre: { paths: ['inputs.note'] } },
      });
      assert.deepEqual(found, [
        'the rule inputs.custmer.email matches no input of the workflow order; is it misspelt?',
        'the rule headers.x-sesion matches nothing in the one delivery that is kept; is it misspelt?',
        'the rule body.crad.* matches nothing in the one delivery that is kept; is it misspelt?',
        'the rule inputs.nothing matches no input of the workflow order; is it misspelt?',
        'no workflow "ordre" is registered, for which there are rules',
      ]);
    });

    it('which counts the rules otherwise, also where there is no store', () => {
      const of = { paths: ['inputs.note'], values: ['[0-9]{13,}'], keep_failed: '1h' };
      assert.deepEqual(checkRedaction(of, { value: store(), exists: true }), [
        { name: 'redaction', status: 'ok', message: '2 rules; runs that failed keep what is hidden for 1h' },
      ]);
      assert.equal(checkRedaction(of, { value: join(root, 'nowhere'), exists: false }).length, 1);
    });
  });

  it('holds for `run FILE`, which says so, and leaves nothing in the data directory', async () => {
    put('redaction: { paths: [inputs.customer.email] }');
    writeFileSync(join(root, 'order.yaml'), ORDER);
    const email = 'bob.the.customer@example.org';
    const inputs = JSON.stringify({ customer: { email } });
    const { status, out, err } = await run(['run', 'order.yaml', '--inputs', '-'], { cwd: root, input: inputs });
    assert.equal(status, 0, err);
    assert.equal(out, '[echo] Dear ***\n');
    assert.match(err, /values of it are shown as \*{3}/);
    const { out: bytes } = await run(['runs', 'list', '--json'], { cwd: root });
    const [{ redaction }] = (JSON.parse(bytes) as { items: [{ redaction: string }] }).items;
    assert.equal(redaction, 'removed');
    const data = join(root, '.configurable-agents');
    const files = readdirSync(data, { withFileTypes: true }).filter((each) => each.isFile());
    assert.ok(files.some(({ name }) => name === 'store.db'));
    for (const { name } of files) assert.equal(readFileSync(join(data, name)).includes(email), false, name);
    const doctor = await run(['doctor'], { cwd: root });
    assert.match(doctor.out, /redaction: 1 rule; runs that failed keep what is hidden for 0s/);
  });
});

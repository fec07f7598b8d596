import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/cli.ts';

const FLOW = `schema_version: "1.0"
flow: { name: greet } # a greeting
config: { llm: { provider: echo, model: any } }
state:
  fields:
    name: { type: str, required: true }
    greet: { type: str, default: "" }
nodes:
  - { id: greet, prompt: "Greet {name}", outputs: [greet] }
edges:
  - { from: START, to: greet }
  - { from: greet, to: END }
`;

describe('migrate', function () {
  this.timeout(30_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-migrate-'));
    writeFileSync(join(cwd, 'flow.yaml'), FLOW);
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

  it('prints the native file, says which nodes are renamed, and leaves the file alone', async () => {
    const { status, out, err } = await run(['migrate', 'flow.yaml'], { cwd });
    assert.equal(status, 0, err);
    assert.match(out, /^# a greeting\nname: greet\n|^name: greet # a greeting\n/);
    assert.match(out, /name: greet_node/);
    assert.equal(err, 'renamed greet to greet_node: a field, or a word of the language, has that name\n');
    assert.equal(read('flow.yaml'), FLOW);
    const validated = await run(['validate', '-'], { cwd, input: out });
    assert.equal(validated.status, 0, validated.out);
  });

  it('reads standard input and writes another file', async () => {
    const { status, out, err } = await run(['migrate', '-', '-o', 'native.yaml'], { cwd, input: FLOW });
    assert.deepEqual([status, out], [0, ''], err);
    assert.match(err, /written native\.yaml\n$/);
    assert.match(read('native.yaml'), /^(?:# a greeting\n)?name: greet/);
  });

  it('writes the file itself, which then runs', async () => {
    const { status, err } = await run(['migrate', 'flow.yaml', '--write'], { cwd });
    assert.equal(status, 0, err);
    assert.doesNotMatch(read('flow.yaml'), /schema_version/);
    const ran = await run(['run', 'flow.yaml', '--input', 'name=Ada', '--json'], { cwd });
    assert.equal(ran.status, 0, ran.err);
    assert.match(ran.out, /Greet Ada/);
    const again = await run(['migrate', 'flow.yaml'], { cwd });
    assert.deepEqual([again.status, again.out], [1, '']);
    assert.match(again.err, /error: flow\.yaml is not migrated: MIGRATE_NOT_FLOW: the file has no `schema_version`/);
  });

  it('shows what is wrong with a file, and writes nothing', async () => {
    writeFileSync(join(cwd, 'flow.yaml'), FLOW.replace('{name}"', '{nmae}"'));
    const { status, out, err } = await run(['migrate', 'flow.yaml', '--write'], { cwd });
    assert.deepEqual([status, out], [1, '']);
    assert.match(err, /flow\.yaml:9:34 error W203[^]*did you mean `name`[^]*MIGRATE_INVALID: the file has errors/);
    assert.match(read('flow.yaml'), /schema_version/);
  });

  it('does not take --write with standard input, nor with --output', async () => {
    const piped = await run(['migrate', '-', '--write'], { cwd, input: FLOW });
    assert.equal(piped.status, 2);
    assert.match(piped.err, /--write needs a file/);
    const both = await run(['migrate', 'flow.yaml', '--write', '-o', 'x.yaml'], { cwd });
    assert.equal(both.status, 2);
    assert.match(both.err, /do not go together/);
  });
});

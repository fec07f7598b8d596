import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { CODES, compile, formatGithub, formatJson, formatSarif } from '@configurable-agents/compiler';
import { assertGraph } from '@configurable-agents/core/graph';
import { PLUGINS } from './support/plugins.ts';

const SEED = readFileSync(
  new URL('../../../examples/webhook_integration/webhook_integration.yaml', import.meta.url),
  'utf8',
);

const run = (text: string, provider?: string): ReturnType<typeof compile> =>
  compile(text, { file: 'workflow.yaml', plugins: PLUGINS, ...(provider === undefined ? {} : { provider }) });

describe('compile', () => {
  it('compiles the example with a warning, and with none under the echo provider', () => {
    assert.deepEqual(
      run(SEED).diagnostics.map(({ code }) => code),
      ['W303'],
    );
    assert.deepEqual(run(SEED, 'echo').diagnostics, []);
  });

  it('gives the same graph for the same text, and one that the engine takes', () => {
    const { graph } = run(SEED);
    assert.ok(graph);
    assertGraph(graph);
    assert.equal(JSON.stringify(run(SEED).graph), JSON.stringify(graph));
    assert.notEqual(run(SEED.replace('New version', '').replace('brief', 'short')).graph?.hash, graph.hash);
  });

  it('takes the inputs for the state fields that no node writes', () => {
    const { graph } = run(SEED);
    assert.deepEqual(typeof graph?.inputs === 'object' && graph.inputs['required'], [
      'event_type',
      'message',
      'slack_channel',
    ]);
  });

  it('points at the exact character inside every kind of scalar', () => {
    const state = 'state: { type: object, properties: { topic: { type: string } } }\n';
    const node = (prompt: string): string =>
      `${state}nodes:\n  - name: a\n    llm: { provider: echo, model: m }\n    prompt: ${prompt}\n`;
    const at = (prompt: string): string[] =>
      run(node(prompt)).diagnostics.map(({ line, column }) => `${line}:${column}`);
    assert.deepEqual(at('Hi {topik}'), ['5:17']);
    assert.deepEqual(at('"\\u0048i {topik}"'), ['5:23']);
    assert.deepEqual(at("'it''s {topik}'"), ['5:21']);
    assert.deepEqual(at('|\n      one\n      two {topik}'), ['7:12']);
    assert.deepEqual(at('>-\n      one\n\n      two {topik}'), ['8:12']);
  });

  it('reports one finding for one mistake: an unknown name is poison', () => {
    const text = 'nodes:\n  - name: a\n    uses: http\n    with: { url: "${{ nope.x + 1 }}" }\n';
    assert.deepEqual(
      run(text).diagnostics.map(({ code }) => code),
      ['W203'],
    );
  });

  it('says what would only fail when it runs: durations, numbers and schemas that cannot be used', () => {
    const head = 'state: { type: object, properties: { topic: { type: string } } }\nnodes:\n  - name: a\n';
    const messages = (rest: string): string[] =>
      run(head + rest).diagnostics.map(({ code, message }) => `${code} ${message}`);
    const llm = '    llm: { provider: echo, model: m }\n    prompt: x\n';
    assert.match(messages(`${llm}    timeout: 0s\n`).join(), /W104 the timeout of `a` is `0s`/);
    assert.match(
      messages(`${llm}    retry: { max_attempts: 2, initial: 90s, max: 10s }\n`).join(),
      /W104 the longest wait is shorter/,
    );
    assert.match(
      messages(`${llm}    output_schema: { type: object, properties: { x: { $ref: '#/$defs/no' } } }\n`).join(),
      /W104 `#\/\$defs\/no` leads to nothing/,
    );
    assert.match(
      messages('    uses: set\n    with: { n: 12345678901234567890 }\n').join(),
      /W104 .* cannot be kept exactly/,
    );
    assert.match(messages('    uses: set\n    with: { t: {topic} }\n').join(), /W005 `{topic}` without quotes/);
    assert.match(
      messages(`${llm}    when: ${Array.from({ length: 6000 }, () => 'true').join(' && ')}\n`).join(),
      /W201 .* more than 10000 parts/,
    );
  });

  it('lets fields refer to definitions of the state', () => {
    const text =
      "state:\n  type: object\n  $defs: { T: { type: string } }\n  properties: { a: { $ref: '#/$defs/T' } }\nnodes:\n  - { name: n, uses: set, with: { v: '{a}' } }\n";
    const { graph, diagnostics } = run(text);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(typeof graph?.inputs === 'object' && graph.inputs['$defs'], { T: { type: 'string' } });
  });

  it('compiles thousands of nodes in time that grows with them', () => {
    const nodes = (count: number): string =>
      `nodes:\n${Array.from({ length: count }, (_, i) => `  - name: n${i}\n    uses: set\n    with: { v: ${i === 0 ? 1 : `"{n${i - 1}}"`} }\n`).join('')}`;
    assert.equal(run(nodes(3000)).graph?.nodes.length, 3000);
  }).timeout(20_000);

  it('never throws, whatever the text', () => {
    const cut = fc.tuple(
      fc.nat(SEED.length),
      fc.nat(SEED.length),
      fc.constantFrom(
        '',
        '{',
        '}',
        '${{',
        '"',
        "'",
        ':',
        '-',
        '*a',
        '!x',
        '\t',
        '\u0000',
        '[',
        '|\n',
        '__proto__: 1\n',
      ),
    );
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 6 }), (cuts) => {
        let text = SEED;
        for (const [at, length, put] of cuts) text = text.slice(0, at) + put + text.slice(at + (length % 20));
        const { diagnostics } = run(text);
        for (const { line, column } of diagnostics) assert.ok(line >= 1 && column >= 1);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => run(text).ok || run(text).diagnostics.length > 0),
      { numRuns: 300 },
    );
  }).timeout(20_000);
});

describe('formats', () => {
  const { diagnostics } = run('nodes:\n  - name: a\n    uses: htpp\n    with: { url: "100%" }\n');

  it('json counts files, errors and warnings', () => {
    const parsed = JSON.parse(formatJson(diagnostics, { files: 3 })) as { version: number; summary: object };
    assert.deepEqual([parsed.version, parsed.summary], [1, { files: 3, errors: 1, warnings: 0 }]);
  });

  it('github writes one escaped workflow command for each finding', () => {
    assert.match(
      formatGithub(diagnostics),
      /^::error file=workflow\.yaml,line=3,endLine=3,col=11,endColumn=15,title=W301 unknown-action::/,
    );
    assert.ok(formatGithub(diagnostics).includes('%0Adid you mean'));
  });

  describe('sarif', () => {
    type Log = {
      readonly runs: readonly {
        readonly columnKind: string;
        readonly tool: {
          readonly driver: { readonly rules: readonly { readonly id: string; readonly help: object }[] };
        };
        readonly results: readonly {
          readonly ruleId: string;
          readonly ruleIndex: number;
          readonly partialFingerprints: object;
          readonly locations: readonly {
            readonly physicalLocation: { readonly artifactLocation: object; readonly region: object };
          }[];
          readonly fixes: readonly {
            readonly artifactChanges: readonly { readonly replacements: readonly object[] }[];
          }[];
        }[];
      }[];
    };
    const text = 'nodes:\n  - name: a\n    uses: htpp\n    with: { url: x }\n';
    const sarif = (source: string, file = 'flows/my file.yaml'): Log['runs'][number] => {
      const found = compile(source, { file, plugins: PLUGINS }).diagnostics;
      const [only] = (JSON.parse(formatSarif(found, { sources: new Map([[file, source]]) })) as Log).runs;
      assert.ok(only !== undefined);
      return only;
    };

    it('states its columns, lists every rule, and points to the rule of a result', () => {
      const { columnKind, tool, results } = sarif(text);
      assert.equal(columnKind, 'utf16CodeUnits');
      assert.deepEqual(
        tool.driver.rules.map(({ id }) => id),
        Object.keys(CODES),
      );
      assert.equal(tool.driver.rules[results[0]?.ruleIndex ?? -1]?.id, results[0]?.ruleId);
    });

    it('gives places as relative URIs and 1-based regions, fixes as replacements by offset', () => {
      const [result] = sarif(text).results;
      assert.deepEqual(result?.locations[0]?.physicalLocation, {
        artifactLocation: { uri: 'flows/my%20file.yaml' },
        region: { startLine: 3, startColumn: 11, endLine: 3, endColumn: 15 },
      });
      assert.deepEqual(result.fixes[0]?.artifactChanges[0]?.replacements, [
        { deletedRegion: { charOffset: 29, charLength: 4 }, insertedContent: { text: 'http' } },
      ]);
    });

    it('keeps the fingerprint of a finding when lines and nodes are added above it, and tells two of them apart', () => {
      const print = (source: string): readonly object[] =>
        sarif(source).results.map((each) => each.partialFingerprints);
      const more = text.replace('nodes:\n', '# more\nnodes:\n  - { name: z, uses: set, with: { v: 1 } }\n');
      assert.deepEqual(print(more), print(text));
      const twice = `${text}  - name: b\n    uses: htpp\n    with: { url: x }\n`;
      assert.equal(new Set(print(twice).map((each) => JSON.stringify(each))).size, 2);
    });
  });

  it('github shows ten of a kind, the worst first, and the others in the log with a count', () => {
    const nodes = Array.from({ length: 12 }, (_each, i) => `  - { name: n${i}, uses: htpp, with: { url: x } }\n`).join(
      '',
    );
    const lines = formatGithub(run(`descripton: x\nnodes:\n${nodes}`).diagnostics).split('\n');
    assert.equal(lines.filter((line) => line.startsWith('::error ')).length, 10);
    assert.match(lines[10] ?? '', /^::warning /);
    assert.match(lines[11] ?? '', /^workflow\.yaml:13:/);
    assert.equal(lines.at(-1), '2 more are in the log only');
  });
});

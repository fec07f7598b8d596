// Input that nobody writes by hand: each is answered by a diagnostic, within bounds of time and memory, and never by a throw.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compile } from '@configurable-agents/compiler';
import type { CompileResult } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

const MB = 1024 * 1024;
const MOST_MS = 2000;
const MOST_MB = 400;

/** Compiles within the bounds; the time is the processor's, since tests share it with others. */
function answer(text: string): CompileResult {
  const [heap, start] = [process.memoryUsage().heapUsed, process.cpuUsage()];
  const result = compile(text, { file: 'workflow.yaml', plugins: PLUGINS, limits: {} });
  const { user } = process.cpuUsage(start);
  const [ms, mb] = [user / 1000, (process.memoryUsage().heapUsed - heap) / MB];
  assert.ok(ms < MOST_MS, `took ${ms.toFixed(0)} ms`);
  assert.ok(mb < MOST_MB, `took ${mb.toFixed(0)} MB`);
  return result;
}

function codes(text: string): readonly string[] {
  const { ok, diagnostics } = answer(text);
  assert.equal(ok, !diagnostics.some(({ severity }) => severity === 'error'));
  return diagnostics.map(({ code }) => code);
}

const node = (rest: string): string => `nodes:\n  - name: a\n    uses: set\n    with: { v: 1 }\n${rest}`;
const state = (schema: string): string => `state:\n  type: object\n  properties:\n    x: ${schema}\n${node('')}`;
const value = (text: string): string => `nodes:\n  - name: a\n    uses: set\n    with:\n      v: ${text}\n`;

describe('bad input', function () {
  // The bound is the processor's time; a busy machine may take longer.
  this.timeout(60_000);

  it('names of methods are keys like any other', () => {
    for (const key of ['valueOf', 'toString', 'constructor', '__proto__', 'hasOwnProperty'])
      assert.deepEqual(codes(node(`    outputs: [{ ${key}: 1 }, { ${key}: 2 }]`)), ['W103', 'W103'], key);
  });

  it('arbitrary bytes are answered', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        answer(Buffer.from(bytes).toString('utf8'));
        answer(Buffer.from(bytes).toString('latin1'));
        answer(Buffer.from(bytes).toString('utf16le'));
      }),
      { numRuns: 300 },
    );
  });

  for (const [what, text] of [
    ['blanks', ' '],
    ['brackets', '['],
    ['braces', '{{ '],
    ['keys', 'a: 1\n'],
    ['anchors', '&a '],
    ['line ends', '\r\n'],
  ] as const) {
    it(`10 MB of ${what} is too large, and nothing else is looked at`, () => {
      assert.deepEqual(codes(text.repeat((10 * MB) / text.length)), ['W006']);
    });
  }

  const million = 1_000_000;
  for (const [what, text] of [
    ['blanks', ' '.repeat(million)],
    ['blanks in a value that is no YAML', `a: "b" c${' '.repeat(million)}d\n`],
    ['blanks after a placeholder', value(`{ a${' '.repeat(million)}b`)],
    ['one plain word', 'a'.repeat(million)],
    ['line ends', '\n'.repeat(million)],
    ['tabs', '\t'.repeat(million)],
    ['comments', '#\n'.repeat(million / 2)],
    ['keys that are not known', Array.from({ length: 60_000 }, (_, i) => `key${i}: 1\n`).join('')],
    ['one key again and again', 'name: x\n'.repeat(100_000)],
    ['items of a list', `${node('')}tests:\n${'  - { name: a }\n'.repeat(50_000)}`],
    ['an unclosed quote', `a: "${'b '.repeat(million / 2)}`],
    ['openings of expressions', value(`"${'${{ '.repeat(million / 4)}"`)],
    ['openings of escapes', value(`"${'{{ a '.repeat(million / 5)}"`)],
    ['openings of blocks of Jinja', value(`"${'{% if '.repeat(million / 6)}"`)],
    ['placeholders of unknown names', value(`"${'{nobody} '.repeat(million / 9)}"`)],
    ['an operator without end', value(`"\${{ ${'1 + '.repeat(20_000)}1 }}"`)],
    ['quotes in an expression', value(`'\${{ ${'"'.repeat(million / 2)} }}'`)],
    ['a duration', `${node('')}    timeout: ${'1h'.repeat(million / 2)}\n`],
    ['a cron', `${node('')}triggers: [{ uses: schedule, cron: "${'*/1,'.repeat(million / 4)}" }]\n`],
    ['a name', `nodes: [{ name: ${'a-'.repeat(million / 2)}, uses: set, with: {} }]\n`],
    ['an action', `nodes: [{ name: a, uses: ${'a/'.repeat(million / 2)} }]\n`],
    ['a key', `${'a'.repeat(million)}: 1\n`],
    ['a directive', `%${'Y '.repeat(million / 2)}\n---\n`],
  ] as const) {
    it(`a megabyte of ${what} is answered in time`, () => {
      assert.ok(codes(text).length > 0);
    });
  }

  const deep = 10_000;
  for (const [what, text] of [
    ['lists in brackets', '['.repeat(deep) + ']'.repeat(deep)],
    ['maps in braces', '{a: '.repeat(deep) + '}'.repeat(deep)],
    ['lists by dashes', `${'- '.repeat(deep)}a\n`],
    ['maps by indentation', Array.from({ length: 1300 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
    ['brackets without an end', '['.repeat(deep)],
    ['keys with question marks', '? '.repeat(deep)],
    ['parentheses of an expression', value(`"\${{ ${'('.repeat(deep)}1${')'.repeat(deep)} }}"`)],
    ['negations of an expression', value(`"\${{ ${'!'.repeat(deep)}true }}"`)],
    ['fields of an expression', value(`"\${{ state${'.a'.repeat(deep)} }}"`)],
    ['fields of a placeholder', value(`"{state${'.a'.repeat(deep)}}"`)],
    ['lists of an expression', value(`"\${{ ${'['.repeat(deep)}${']'.repeat(deep)} }}"`)],
    ['schemas', state(`${'{ items: '.repeat(500)}{}${' }'.repeat(500)}`)],
  ] as const) {
    it(`${what}, 10,000 deep or as deep as fits, are told once`, () => {
      const found = codes(text);
      assert.ok(found.length > 0 && found.length < 5, found.join());
    });
  }

  it('a chain of 5,000 nodes in a circle is one cycle', () => {
    const nodes = Array.from({ length: 5000 }, (_, i) => `  - { name: n${i}, uses: set, with: { v: 1 } }\n`).join('');
    const edges = Array.from({ length: 5000 }, (_, i) => `  - { from: n${i}, to: n${(i + 1) % 5000} }\n`).join('');
    assert.deepEqual([...new Set(codes(`nodes:\n${nodes}edges:\n${edges}`))], ['W401']);
  });

  it('aliases that stand for aliases are counted, not followed without end', () => {
    const lists = Array.from({ length: 30 }, (_, i) => `x-${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]\n`);
    assert.deepEqual([...new Set(codes(`x-0: &a0 [1]\n${lists.join('')}${node('')}`))], ['W006']);
  });

  it('an alias within its own anchor is answered', () => {
    assert.ok(codes(`x-a: &a [*a]\n${node('')}`).length > 0);
    assert.ok(codes(`x-a: &a { b: *a }\n${node('')}`).length > 0);
  });

  it('a key that stands twice is told, with the first', () => {
    const { diagnostics } = answer(node('    with: { v: 2 }\n'));
    assert.deepEqual(
      diagnostics.map(({ code, related = [] }) => [code, related.length]),
      [['W002', 1]],
    );
  });

  it('a tab as indentation is told where it stands', () => {
    const [first] = answer('nodes:\n\t- name: a\n').diagnostics;
    assert.deepEqual([first?.code, first?.line, first?.column, first?.end_column], ['W001', 2, 1, 2]);
  });

  it('a byte order mark and line ends of two characters change nothing but the offsets', () => {
    const plain = node('    when: "nobody"\n');
    const place = (text: string): readonly unknown[] =>
      answer(text).diagnostics.map(({ code, line, column, end_column: end }) => [code, line, column, end]);
    assert.deepEqual(place(plain), [['W203', 5, 12, 18]]);
    assert.deepEqual(place(plain.replaceAll('\n', '\r\n')), place(plain));
    assert.deepEqual(place(`\ufeff${plain}`), place(plain));
    assert.deepEqual(place(`\ufeff${plain.replaceAll('\n', '\r\n')}`), place(plain));
    assert.deepEqual(codes(`\ufeff${node('').replaceAll('\n', '\r\n')}`), []);
  });

  it('UTF-16 is told as that, in both orders, with and without a mark', () => {
    for (const text of [node(''), `\ufeff${node('')}`]) {
      const little = Buffer.from(text, 'utf16le');
      const big = Buffer.from(little).swap16();
      for (const bytes of [little, big]) {
        const { diagnostics } = answer(bytes.toString('utf8'));
        assert.deepEqual(
          diagnostics.map(({ code }) => code),
          ['W007'],
        );
        assert.match(diagnostics[0]?.message ?? '', /UTF-16/);
      }
    }
  });

  it('a second document is told once, however many follow', () => {
    assert.deepEqual(codes(node('---\n').repeat(200)), ['W001']);
    const [found] = answer('...\na\n').diagnostics;
    assert.deepEqual(
      [found?.code, found?.line, found?.column, found?.end_line, found?.end_column],
      ['W001', 2, 1, 2, 2],
    );
  });

  it('what is missing at the end of the text is told at its end', () => {
    const [found] = answer('[me: golden').diagnostics;
    assert.deepEqual([found?.code, found?.column, found?.end_column], ['W001', 12, 12]);
  });

  it('keys of every object are keys like any other', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '"__proto__"']) {
      assert.deepEqual(codes(node(`${key}: { name: b }\n`)), ['W101'], key);
      assert.ok(codes(`nodes:\n  - name: a\n    uses: set\n    ${key}: 1\n    with: { v: 1 }\n`).includes('W101'), key);
      assert.ok(codes(value(`"{${key.replaceAll('"', '')}}"`)).includes('W203'), key);
      assert.ok(codes(value(`"\${{ ${key.replaceAll('"', '')} }}"`)).includes('W203'), key);
      assert.ok(codes(`nodes: [{ name: a, uses: ${key} }]\n`).includes('W301'), key);
      assert.doesNotThrow(() => codes(state(`{ type: object, properties: { ${key}: { type: string } } }`)));
      assert.doesNotThrow(() => codes(node(`triggers: [{ uses: ${key} }]\n`)));
      assert.doesNotThrow(() => codes(node(`observability: { ${key}: { enabled: true } }\n`)));
    }
    assert.equal(({} as { readonly name?: unknown }).name, undefined);
  });

  it('references that lead back to themselves end', () => {
    for (const schema of [
      '{ $ref: "#" }',
      '{ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/a" } } }',
      '{ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } }',
      '{ $ref: "#/$defs/a", $defs: { a: { type: array, items: { $ref: "#/$defs/a" } } } }',
      '{ allOf: [{ $ref: "#/$defs/a" }], $defs: { a: { anyOf: [{ $ref: "#/$defs/a" }, { type: string }] } } }',
    ]) {
      assert.doesNotThrow(() => codes(state(schema)), schema);
      assert.doesNotThrow(() =>
        codes(
          `nodes:\n  - name: a\n    prompt: Hi\n    llm: { provider: echo, model: any }\n    output_schema: ${schema}\n`,
        ),
      );
    }
  });

  it('what is no schema in a schema is told as that', () => {
    for (const keyword of ['anyOf', 'allOf', 'oneOf', 'prefixItems']) {
      for (const wrong of ['[null]', '[1]', '[[]]', '[text]', 'null', '{}']) {
        const found = codes(state(`{ type: integer, default: 0, ${keyword}: ${wrong} }`));
        assert.ok(found.includes('W103'), `${keyword}: ${wrong} ${found.join()}`);
      }
    }
    for (const keyword of ['not', 'items', 'additionalProperties', 'if', 'then', 'else']) {
      for (const wrong of ['null', '1', '[]', 'text']) {
        const found = codes(state(`{ type: object, default: {}, ${keyword}: ${wrong} }`));
        assert.ok(found.includes('W103'), `${keyword}: ${wrong} ${found.join()}`);
      }
    }
  });

  it('of 10,000 errors the first are shown and the others counted', () => {
    const text = `nodes:\n${Array.from({ length: 10_000 }, (_, i) => `  - { name: n${i}, uses: nobody }\n`).join('')}`;
    const { diagnostics } = answer(text);
    assert.equal(diagnostics.length, 201);
    assert.equal(diagnostics.at(-1)?.code, 'W011');
    assert.match(diagnostics.at(-1)?.message ?? '', /^9800 more findings/);
  });

  it('a pattern that would try without end is not tried', () => {
    const evil = `'^(a+)+$'`;
    const long = `"${'a'.repeat(60)}!"`;
    assert.ok(codes(state(`{ type: string, pattern: ${evil}, default: ${long} }`)).length >= 0);
    assert.ok(codes(value(`"\${{ ${long.replaceAll('"', "'")}.matches(${evil.replaceAll("'", "'")}) }}"`)).length >= 0);
    assert.ok(
      codes(
        `state: { type: object, properties: { x: { type: string, pattern: ${evil} } } }\ntriggers:\n  - uses: generic\n    inputs: { x: ${long} }\n${node('')}`,
      ).length >= 0,
    );
  });
});

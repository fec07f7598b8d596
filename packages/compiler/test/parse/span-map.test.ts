import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isScalar, parseDocument, visit } from 'yaml';
import { locate } from '../../src/parse/span-map.ts';
import type { YamlScalar } from '../../src/parse/tree.ts';

const FRAGMENTS = [
  'a',
  'b {x}',
  '{ y }',
  'é',
  '😀',
  '  ',
  '\t',
  ' ',
  '\n',
  '\n\n',
  '\\n',
  '\\u00e9',
  '\\U0001F600',
  '\\"',
  '\\\\',
  '\\\n',
  "''",
  'it',
  '.',
  '${{ a }}',
  '\\x41',
  'z',
];
const STYLES = ['plain', 'single', 'double', '|', '>'] as const;

/** A document with one scalar of a style, its lines indented, with any line ending and perhaps a byte order mark. */
const documents = fc
  .record({
    style: fc.constantFrom(...STYLES),
    parts: fc.array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 12 }),
    header: fc.constantFrom('', '-', '+', '2', '2-', '+2'),
    comment: fc.constantFrom('', ' # c', ' '),
    indent: fc.constantFrom('   ', '    ', '      '),
    isCrlf: fc.boolean(),
    hasBom: fc.boolean(),
  })
  .map(({ style, parts, header, comment, indent, isCrlf, hasBom }) => {
    const body = parts.join('');
    const indented = (text: string, by: string): string =>
      text
        .split('\n')
        .map((line) => (line.trim() === '' ? line.slice(0, 2) : by + line))
        .join('\n');
    const text = {
      plain: () => `k:\n  v: ${indented(body.replaceAll(/[{}#"']/g, ''), '    ').trimStart()}\nw: 1\n`,
      single: () => `k:\n  v: '${indented(body.replaceAll(/(?<!')'(?!')/g, ''), '    ').trimStart()}'\nw: 1\n`,
      double: () => `k:\n  v: "${indented(body.replaceAll(/(?<!\\)"/g, ''), '    ').trimStart()}"\nw: 1\n`,
      '|': () => `k:\n  v: |${header}${comment}\n${indented(body, indent)}\nw: 1\n`,
      '>': () => `k:\n  v: >${header}${comment}\n${indented(body, indent)}\nw: 1\n`,
    }[style]();
    return (hasBom ? '\ufeff' : '') + (isCrlf ? text.replaceAll('\n', '\r\n') : text);
  });

/** `npm run fuzz:spans`, a part of `test:conformance`, asks for 130,000 documents: more than 100,000 scalars. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2000);

describe('span map', function () {
  this.timeout(Math.max(10_000, RUNS * 10));

  it('finds every unit of a scalar in its source, whatever the style', () => {
    let [exact, scalars] = [0, 0];
    fc.assert(
      fc.property(documents, (text) => {
        const document = parseDocument(text, { keepSourceTokens: true });
        if (document.errors.length > 0) return;
        visit(document, {
          Scalar: (key, node) => {
            if (key === 'key' || !isScalar(node) || typeof node.value !== 'string') return;
            const { value, type, srcToken, range } = node;
            const indent = srcToken?.type === 'block-scalar' ? srcToken.indent : 0;
            const scalar: YamlScalar = {
              kind: 'scalar',
              value,
              spelling: value,
              span: [range?.[0] ?? 0, range?.[1] ?? 0],
              writing: { text, type, indent, moved: 0 },
            };
            scalars += 1;
            for (const [index, unit] of node.value.split('').entries()) {
              const found = text[locate(scalar, index)];
              // An escape stands at its backslash, a fold at its line break; everything else is the unit itself.
              const isThere = found === unit || found === '\\' || (/[ \n]/.test(unit) && /[\r\n]/.test(found ?? ''));
              assert.ok(isThere, JSON.stringify({ text, value: node.value, index, found }));
              exact += 1;
            }
          },
        });
      }),
      { numRuns: RUNS },
    );
    assert.ok(scalars > RUNS * 0.77, `${scalars} scalars of ${RUNS} documents`);
    if (process.env['FUZZ_RUNS'] !== undefined) process.stdout.write(`      ${scalars} scalars, ${exact} units\n`);
    assert.ok(exact > RUNS * 4, 'the documents hold enough text to prove something');
  });
});

// Reading only what was changed gives exactly what reading all of it gives: the same values, at the same places.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openReporter } from '../../src/diagnostic.ts';
import { reparse } from '../../src/parse/reparse.ts';
import type { Known } from '../../src/parse/reparse.ts';
import type { YamlNode } from '../../src/parse/tree.ts';
import { readYaml } from '../../src/parse/yaml.ts';
import { openSource } from '../../src/source.ts';
import { SAMPLE } from '../editor/sample.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);

/** A tree as plain data, with some places of each scalar. */
function shown(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  const { kind, span } = node;
  if (node.kind === 'list') return { kind, span, items: node.items.map(shown) };
  if (node.kind === 'map') {
    return { kind, span, entries: node.entries.map(({ key, value }) => [shown(key), shown(value)]) };
  }
  const last = String(node.value).length;
  const places = [0, 1, last >> 1, last].map(node.locate);
  return { kind, span, value: node.value, spelling: node.spelling, places };
}

/** What is known of a text that was read as a whole; undefined for one with a finding. */
function whole(text: string): Known | undefined {
  const source = openSource('', text);
  const reporter = openReporter(source);
  const read = readYaml(source, reporter);
  return reporter.list().length === 0 && read.root !== undefined ? { ...read, text } : undefined;
}

const PIECES = [
  'x',
  'x',
  ' ',
  '\n',
  '\n    ',
  '\n  - ',
  '\n      more',
  '\nname: x',
  '# note',
  '\n# note\n',
  '\r\n',
  '\t',
  '"',
  "'",
  '{',
  '}',
  '[',
  ': ',
  '- ',
  '&a ',
  '*a',
  '!x ',
  '|',
  '>',
  '',
  '',
];

const TYPED = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 }));
const EDIT = fc.record({ at: fc.nat(4000), length: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(12)), text: TYPED });

describe('reading what was changed', () => {
  it('gives what reading all gives', function () {
    this.timeout(120_000);
    let some = 0;
    const seed = Date.now() & 0x7fff_ffff;
    fc.assert(
      fc.property(fc.array(EDIT, { minLength: 1, maxLength: 12 }), (edits) => {
        let known = whole(SAMPLE);
        for (const { at, length, text: typed } of edits) {
          const before: Known | undefined = known;
          if (before === undefined) return;
          const start = at % (before.text.length + 1);
          const text = before.text.slice(0, start) + typed + before.text.slice(start + length);
          const all = whole(text);
          const part = reparse(before, openSource('', text));
          if (part !== undefined) {
            some += 1;
            assert.ok(all, `only the whole text is seen to be wrong: ${JSON.stringify(text)}`);
            assert.deepEqual(shown(part.root), shown(all.root));
          }
          // A tree that was made of parts is the ground of the next one.
          known = part ?? all;
        }
      }),
      { numRuns: RUNS, seed },
    );
    console.log(`      seed ${seed}: ${some} texts read in part`);
    assert.ok(some > RUNS / 4, 'many texts are read in part');
  });

  it('does so for a letter in any node', () => {
    const known = whole(SAMPLE);
    assert.ok(known);
    const at = SAMPLE.indexOf('Write about');
    const part = reparse(known, openSource('', `${SAMPLE.slice(0, at)}x${SAMPLE.slice(at)}`));
    assert.ok(part, 'a prompt is read in part');
    assert.equal(reparse(known, openSource('', `x${SAMPLE}`)), undefined, 'what is in no item is read as a whole');
  });

  it('moves a tree hundreds of times without growing deep', () => {
    let known = whole(SAMPLE);
    for (let edit = 0; edit < 600; edit += 1) {
      assert.ok(known);
      const text: string =
        edit % 2 === 0 ? known.text.replace('Write', 'xWrite') : known.text.replace('xWrite', 'Write');
      known = reparse(known, openSource('', text));
    }
    assert.deepEqual(shown(known?.root), shown(whole(SAMPLE)?.root));
  });
});

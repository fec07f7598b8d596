// Reading a text part by part gives exactly what reading it at once gives: the same values, at the same places.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openReporter } from '../../src/diagnostic.ts';
import { readParts } from '../../src/parse/parts.ts';
import { readYaml } from '../../src/parse/yaml.ts';
import { openSource } from '../../src/source.ts';
import { FLOW, SAMPLE } from '../editor/sample.ts';
import { EDIT, edited, shown } from './edits.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2000);

/** Values that end in nothing, in blank lines, in comments; a list as deep as its key; comments before a list. */
const ENDS = `a:
# of a
b: |+
  text

c:
- 1
-
# of c
- >

  folded

- "in
  lines"
d: # of d

    # of its items
    - x: [1,
       2]
      y:
    - z: 'it''s'

    - plain
      on
e: {}
`;

/** Every line is soon another's. */
const SHORT = 'name: x\nb: |\n  t\nc:\n- 1\n- a: "x"\n  b: [1]\n- >\n  z\nd:\n  - k: v\n  - p\ne: {}\nf: 1\n';

const TEXTS = [SHORT, SAMPLE, FLOW, ENDS, SAMPLE.replaceAll('\n', '\r\n'), `---\n${ENDS}`, ENDS.trimEnd()];

/** Too short to be read in parts unless it is asked for. */
function whole(text: string): unknown {
  const source = openSource('', text);
  const reporter = openReporter(source);
  const { root, ...read } = readYaml(source, reporter);
  return { ...read, root: shown(root), findings: reporter.list() };
}

function inParts(text: string, size: number): unknown {
  const read = readParts(openSource('', text), size);
  return read && { ...read, root: shown(read.root), findings: [] };
}

describe('reading in parts', () => {
  for (const [i, text] of TEXTS.entries()) {
    it(`gives what reading at once gives, text ${i + 1}`, () => {
      for (const size of [1, 40, 100, 400]) {
        const parts = inParts(text, size);
        // Of one character, a first part may hold nothing but a comment.
        if (size > 1 && size < text.length / 2) assert.ok(parts, `parts of ${size}`);
        if (parts !== undefined) assert.deepEqual(parts, whole(text));
      }
    });
  }

  it('does so after edits, or leaves it', function () {
    this.timeout(RUNS * 300);
    let some = 0;
    const seed = Date.now() & 0x7fff_ffff;
    // After one edit many texts can still be read in parts, after four hardly any.
    const upTo = (maxLength: number) => fc.array(EDIT, { minLength: 1, maxLength });
    const edits = fc.oneof(upTo(1), upTo(4));
    fc.assert(
      fc.property(
        fc.constantFrom(SHORT, SHORT, ...TEXTS),
        edits,
        fc.integer({ min: 1, max: 500 }),
        (start, changes, size) => {
          const text = changes.reduce(edited, start);
          const parts = inParts(text, size);
          if (parts === undefined) return;
          some += 1;
          assert.deepEqual(parts, whole(text), JSON.stringify({ text, size }));
        },
      ),
      { numRuns: RUNS, seed },
    );
    console.log(`      seed ${seed}: ${some} texts read in parts`);
    assert.ok(some > RUNS / 10, 'many texts are read in parts');
  });

  it('leaves a second document, aliases and what is too large', () => {
    const text = Array.from({ length: 40 }, (_, i) => `a${i}: 1\n`).join('');
    assert.ok(readParts(openSource('', text), 10));
    for (const odd of [
      text + text,
      `b: 2\n---\n${text}`,
      `b: &x 2\nc: *x\n${text}`,
      `b: !x 2\n${text}`,
      `- ${text}`,
      `\ufeff${text}`,
    ])
      assert.equal(readParts(openSource('', odd), 10), undefined);
  });
});

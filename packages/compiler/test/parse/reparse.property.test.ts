// Reading only what was changed gives exactly what reading all of it gives: the same values, at the same places.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openReporter } from '../../src/diagnostic.ts';
import { reparse } from '../../src/parse/reparse.ts';
import type { Known } from '../../src/parse/reparse.ts';
import { readYaml } from '../../src/parse/yaml.ts';
import { openSource } from '../../src/source.ts';
import { SAMPLE } from '../editor/sample.ts';
import { EDIT, edited, shown } from './edits.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);

/** What is known of a text that was read as a whole; undefined for one with a finding. */
function whole(text: string): Known | undefined {
  const source = openSource('', text);
  const reporter = openReporter(source);
  const read = readYaml(source, reporter);
  return reporter.list().length === 0 && read.root !== undefined ? { ...read, text } : undefined;
}

describe('reading what was changed', () => {
  it('gives what reading all gives', function () {
    this.timeout(120_000);
    let some = 0;
    const seed = Date.now() & 0x7fff_ffff;
    fc.assert(
      fc.property(fc.array(EDIT, { minLength: 1, maxLength: 12 }), (edits) => {
        let known = whole(SAMPLE);
        for (const edit of edits) {
          const before: Known | undefined = known;
          if (before === undefined) return;
          const text = edited(before.text, edit);
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

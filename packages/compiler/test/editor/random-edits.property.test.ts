// Whatever is typed: nothing throws, what is said is what `compile` says, and every place lies in the text.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compile } from '@configurable-agents/compiler';
import {
  actionsAt,
  complete,
  definitionAt,
  hintsOf,
  hoverAt,
  openSnapshot,
  referencesAt,
  renameAt,
  symbolsOf,
  tokensOf,
} from '@configurable-agents/compiler/editor';
import type { DocumentSymbol, Snapshot } from '@configurable-agents/compiler/editor';
import { PLUGINS } from '../support/plugins.ts';
import { FLOW, SAMPLE } from './sample.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 100);

const PIECES = [
  '',
  '',
  ' ',
  '\n',
  '\r\n',
  '  ',
  '\n  - ',
  '{',
  '}',
  '{{',
  '${{',
  '}}',
  '"',
  "'",
  ':',
  ': ',
  '[',
  ']',
  '|',
  '>',
  '#',
  '&a',
  '*a',
  '!',
  '%',
  '\t',
  'state.',
  'draft',
  'topic',
  '.',
  'name:',
  'uses: ',
  'when: ',
  '- name: x\n',
  '<<: *a',
  '\u0000',
  '\u{1F600}',
  '\\',
  '@',
  '`',
  '?',
  '---\n',
  '\r',
];

/** What people type, and what breaks YAML, templates and expressions. */
const TYPED = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 }));

const EDIT = fc.record({ at: fc.nat(4000), length: fc.oneof(fc.constant(0), fc.nat(30)), text: TYPED });

const options = { file: 'workflow.yaml', plugins: PLUGINS, workflow: () => undefined } as const;

function inText([start, end]: readonly [number, number], { source: { text } }: Snapshot): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${start} to ${end} of ${text.length}`);
}

function symbolsIn(symbols: readonly DocumentSymbol[], snapshot: Snapshot): void {
  for (const { span, nameSpan, children, name } of symbols) {
    inText(span, snapshot);
    assert.ok(span[0] <= nameSpan[0] && nameSpan[1] <= span[1], `the name of ${name} is outside of it`);
    assert.notEqual(name, '');
    symbolsIn(children, snapshot);
  }
}

function ask(snapshot: Snapshot, offset: number): void {
  const { text } = snapshot.source;
  for (const { span } of complete(snapshot, offset)) {
    inText(span, snapshot);
    assert.ok(span[0] <= offset && offset <= span[1], 'a completion is for the place of the cursor');
  }
  const hover = hoverAt(snapshot, offset);
  if (hover !== undefined) inText(hover.span, snapshot);
  const target = definitionAt(snapshot, offset);
  if (target !== undefined) inText(target.span, snapshot);
  for (const { span, name, isExact } of referencesAt(snapshot, offset)) {
    inText(span, snapshot);
    if (isExact) assert.equal(text.slice(...span), name);
  }
  const renamed = renameAt(snapshot, offset, 'quite_new');
  if ('edits' in renamed) for (const { start, end } of renamed.edits) inText([start, end], snapshot);
  for (const { edits } of actionsAt(snapshot, [offset, offset]))
    for (const { start, end } of edits) inText([start, end], snapshot);
}

function check(text: string, offset: number): void {
  const snapshot = openSnapshot(text, options);
  assert.deepEqual(snapshot.result.diagnostics, compile(text, options).diagnostics);
  symbolsIn(symbolsOf(snapshot), snapshot);
  let before = 0;
  for (const { span } of tokensOf(snapshot)) {
    inText(span, snapshot);
    assert.ok(before <= span[0], 'tokens do not overlap');
    before = span[1];
  }
  for (const { at } of hintsOf(snapshot)) inText([at, at], snapshot);
  ask(snapshot, offset);
}

describe('an editor', () => {
  it('is answered whatever is typed', function () {
    this.timeout(120_000);
    const seed = Date.now() & 0x7fff_ffff;
    console.log(`      seed ${seed}`);
    fc.assert(
      fc.property(fc.constantFrom(SAMPLE, FLOW), fc.array(EDIT, { minLength: 1, maxLength: 6 }), (sample, edits) => {
        let text = sample;
        let cursor = 0;
        for (const { at, length, text: typed } of edits) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + typed + text.slice(start + length);
          cursor = start + typed.length;
        }
        check(text, cursor);
      }),
      { numRuns: RUNS, seed },
    );
  });

  for (const [dialect, sample] of Object.entries({ native: SAMPLE, flow: FLOW }))
    it(`is answered at every place of a workflow of the ${dialect} dialect`, function () {
      this.timeout(60_000);
      const snapshot = openSnapshot(sample, options);
      assert.ok(snapshot.result.ok, JSON.stringify(snapshot.result.diagnostics));
      for (let offset = 0; offset <= sample.length; offset += 13) ask(snapshot, offset);
    });
});

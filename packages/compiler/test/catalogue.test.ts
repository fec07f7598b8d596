import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { CODES } from '@configurable-agents/compiler';
import type { Code } from '@configurable-agents/compiler';
import { codeOf, explain, formatExplanation } from '@configurable-agents/compiler/explain';
import { EXAMPLES_FILE, examplesText, PAGES, pages } from './support/diagnostic-pages.ts';

describe('the catalogue', () => {
  const codes = Object.keys(CODES) as Code[];

  it('has each code in its phase, in order, under a name of its own', () => {
    assert.deepEqual(codes, codes.toSorted());
    assert.ok(codes.every((code) => /^W[0-4]\d\d$/.test(code)));
    assert.equal(new Set(Object.values(CODES).map(({ name }) => name)).size, codes.length);
    for (const { name, title } of Object.values(CODES)) {
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.match(title, /^[A-Z].*\.$/);
    }
  });

  it('has its examples and pages made from the golden folders; `npm run docs:diagnostics` makes them', () => {
    assert.equal(readFileSync(EXAMPLES_FILE, 'utf8'), examplesText());
    const made = pages();
    assert.deepEqual(readdirSync(PAGES).toSorted(), [...made.keys()].toSorted());
    for (const [name, text] of made) assert.equal(readFileSync(new URL(name, PAGES), 'utf8'), text, name);
  });

  it('explains a code with a wrong and a right workflow', () => {
    const text = formatExplanation(explain('W301'));
    assert.match(text, /^W301 unknown-action \(error\)/);
    assert.match(text, /uses: htpp[^]*did you mean `http`[^]*uses: http/);
    assert.match(explain('W404').silence ?? '', /configurable-agents-ignore duplicate-edge/);
    assert.equal(explain('W301').silence, undefined);
    assert.equal(codeOf('duplicate-edge'), 'W404');
  });
});

import assert from 'node:assert/strict';
import { docExamples, exportsOf, moduleOf } from './support/doc-examples.ts';
import { openSnippets } from './support/snippets.ts';
import type { Snippets } from './support/snippets.ts';

/** What comes from TypeBox, which documents it. */
const FOREIGN = new Set(['Type', 'Static', 'TSchema']);

describe('examples in the doc comments', () => {
  const examples = docExamples().map(moduleOf);
  let snippets: Snippets;
  before(() => {
    snippets = openSnippets(import.meta.dirname);
  });
  after(() => snippets.close());

  it('are there for every export', () => {
    const named = new Set(examples.map(({ name }) => name));
    const missing = exportsOf().filter(({ name }) => !named.has(name) && !FOREIGN.has(name));
    assert.deepEqual(missing, []);
    assert.ok(examples.length > 50);
  });

  it('compile', function () {
    this.timeout(60_000);
    assert.deepEqual(snippets.check(examples), []);
  });

  for (const { name } of examples) it(`run: ${name}`, () => snippets.run(name));
});

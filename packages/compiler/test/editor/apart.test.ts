// A cold `validate` is mostly the opening of files: what only editors need is not among them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** The modules that one leads to by imports of values. */
function reachedFrom(url: URL, reached = new Set<string>()): ReadonlySet<string> {
  if (reached.has(url.href)) return reached;
  reached.add(url.href);
  const text = readFileSync(url, 'utf8');
  for (const [, specifier = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)';/gms))
    reachedFrom(new URL(specifier, url), reached);
  return reached;
}

describe('the compiler', () => {
  it('does without the editor functions', () => {
    const reached = [...reachedFrom(new URL('../../src/index.ts', import.meta.url))];
    assert.ok(reached.length > 80, `only ${reached.length} modules were found`);
    assert.deepEqual(
      reached.filter((module) => /\/src\/(?:editor\/|parse\/(?:reparse|moved)\.ts)/.test(module)),
      [],
    );
  });

  it('is what the editor functions are made of', () => {
    const reached = [...reachedFrom(new URL('../../src/editor/index.ts', import.meta.url))];
    assert.ok(reached.some((module) => module.endsWith('/src/compile.ts')));
    assert.ok(reached.some((module) => module.endsWith('/src/editor/complete.ts')));
  });
});

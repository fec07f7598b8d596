// Every kind of fact that docs/facts.md lists is written by a real engine.
import assert from 'node:assert/strict';
import { closeAll, open } from '../packages/core/test/support/runtime.ts';
import { runEveryFact } from './support/every-fact.ts';
import { readText } from './support/markdown.ts';

describe('facts', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('of every kind that docs/facts.md lists are written by a run', async () => {
    const runtime = await open({ workers: 2 });
    await runEveryFact(runtime);
    const written = new Set(runtime.reader.entriesAfter(0, 10_000).map(({ fact }) => fact.kind));
    const listed = [...readText('docs/facts.md').matchAll(/^\| `([a-z_]+\.[a-z_]+)`/gm)].map(([, kind]) => kind ?? '');
    assert.ok(listed.length > 20);
    assert.deepEqual(
      listed.filter((kind) => !written.has(kind)),
      [],
    );
  });
});

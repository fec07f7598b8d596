// Journals of every release, recorded when it was made: each of them is read by every release that comes after it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importRuns, openReader } from '@configurable-agents/core';
import type { RunDetail } from '@configurable-agents/core';
import { closeAll, newDataDir } from '../support/runtime.ts';

const FOLDER = fileURLToPath(new URL('../journals/', import.meta.url));
const SUFFIX = '.run.json';

describe('recorded journals', function () {
  this.timeout(30_000);
  afterEach(closeAll);
  const releases = readdirSync(FOLDER);

  it('are there', () => assert.ok(releases.includes('0.1.0')));

  for (const release of releases) {
    const read = (name: string): string => readFileSync(`${FOLDER}${release}/${name}`, 'utf8');
    const expected = JSON.parse(read('expected.json')) as { readonly [name: string]: readonly RunDetail[] };
    const recorded = readdirSync(`${FOLDER}${release}`).filter((name) => name.endsWith(SUFFIX));

    it(`of ${release} have an expected result each`, () => {
      assert.deepEqual(
        recorded.map((file) => file.slice(0, -SUFFIX.length)),
        Object.keys(expected).toSorted(),
      );
    });

    for (const file of recorded) {
      const name = file.slice(0, -SUFFIX.length);
      it(`of ${release} replay as they ended: ${name}`, async () => {
        const dataDir = newDataDir();
        await importRuns(dataDir, read(file));
        const reader = openReader(dataDir);
        for (const run of expected[name] ?? []) {
          assert.deepEqual(JSON.parse(JSON.stringify(reader.detail(run.run_id))), run);
        }
        reader.close();
      });
    }
  }
});

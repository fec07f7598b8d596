// 6,000 documents that no one wrote, others each time; `npm run fuzz` has a million. FUZZ_SEED repeats a run.
import assert from 'node:assert/strict';
import { openCheck } from './fuzz/check.ts';
import { openDocuments } from './fuzz/documents.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Date.now() / 1000) % 1_000_000_000);
const COUNT = Number(process.env['FUZZ_RUNS'] ?? 6000);
/** One document of so many is also compiled again and repaired. */
const WHOLE = 20;

describe('fuzz', () => {
  it(`${COUNT} documents of seed ${SEED} are answered by what holds for all`, async function () {
    this.timeout(600_000);
    const [check, documentAt] = [await openCheck(), openDocuments(SEED)];
    let ok = 0;
    const codes = new Set<string>();
    for (let i = 0; i < COUNT; i += 1) {
      const { text } = documentAt(i);
      try {
        const outcome = check(text, i % WHOLE === 0);
        if (outcome.ok) ok += 1;
        for (const code of outcome.codes) codes.add(code);
      } catch (error) {
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        assert.fail(`seed ${SEED}, document ${i}: ${why}\n--- ${JSON.stringify(text)}`);
      }
    }
    // A generator that makes only wrong documents, or only right ones, would test little.
    assert.ok(ok > COUNT / 100 && ok < COUNT * 0.9, `${ok} of ${COUNT} compile`);
    assert.ok(COUNT < 6000 || codes.size > 40, `only ${codes.size} codes were seen`);
  });
});

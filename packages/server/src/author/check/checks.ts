// All checks of a plugin, in order: each says what it found, and what cannot be looked at is skipped with its reason.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuthorPackage } from '../package.ts';
import { checkBudget } from './budget.ts';
import { checkCapabilities } from './capabilities.ts';
import { skipped } from './finding.ts';
import type { CheckName, CheckResult, Outcome } from './finding.ts';
import { checkContract } from './kit.ts';
import { checkManifest } from './manifest.ts';
import { checkPackage } from './pack.ts';
import { checkTests, checkTypes } from './sources.ts';
import type { Packed, Subject } from './subject.ts';

type How = Pick<Subject, 'against' | 'signal'> & {
  readonly onStart: (check: CheckName) => void;
  readonly onEnd: (result: CheckResult) => void;
};

/** Runs them all. Throws the reason of the signal where that aborts. */
export async function checkAll(found: AuthorPackage, how: How): Promise<readonly CheckResult[]> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-check-')));
  const subject: Subject = { found, scratch, against: how.against, signal: how.signal };
  const results: CheckResult[] = [];
  const run = async (check: CheckName, look: () => Promise<Outcome> | Outcome): Promise<void> => {
    how.signal.throwIfAborted();
    how.onStart(check);
    const began = performance.now();
    const result = { check, ...(await look()), durationMs: Math.round(performance.now() - began) };
    results.push(result);
    how.onEnd(result);
  };
  let packed: Packed | undefined;
  const ofPacked =
    (look: (packed: Packed) => Promise<Outcome> | Outcome): (() => Promise<Outcome> | Outcome) =>
    () =>
      packed === undefined ? skipped('there is no package to look at') : look(packed);
  try {
    await run('types', () => checkTypes(subject));
    await run('tests', () => checkTests(subject));
    await run('package', async () => {
      const { outcome, packed: made } = await checkPackage(subject);
      packed = made;
      return outcome;
    });
    await run('contract', ofPacked(checkContract));
    await run(
      'manifest',
      ofPacked((made) => checkManifest(subject, made)),
    );
    await run(
      'capabilities',
      ofPacked((made) => checkCapabilities(subject, made)),
    );
    await run('budget', ofPacked(checkBudget));
    return results;
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

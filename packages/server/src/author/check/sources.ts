// The checks that run what a package brings: its compiler and its tests.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, runProgram } from '../program.ts';
import { failed, passed, skipped } from './finding.ts';
import type { Outcome } from './finding.ts';
import type { Subject } from './subject.ts';

const TYPES_MS = 120_000;
const TESTS_MS = 300_000;
const SHOWN_LINES = 40;

/** `tsc` of the package over its own tsconfig.json. */
export async function checkTypes({ found: { dir }, signal }: Subject): Promise<Outcome> {
  if (!existsSync(join(dir, 'tsconfig.json'))) return skipped('there is no tsconfig.json');
  const compiler = join(dir, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(compiler)) return skipped('TypeScript is not installed here; npm ci installs it');
  const args = [compiler, '--noEmit', '--pretty', 'false'];
  const { status, output } = await runProgram(process.execPath, args, { cwd: dir, timeoutMs: TYPES_MS, signal });
  if (status === 0) return passed('tsc has nothing to say');
  return failed({
    code: 'PLUGIN_TYPES_WRONG',
    message: 'the sources do not compile',
    help: 'mend what tsc says',
    detail: lastLines(output, SHOWN_LINES),
  });
}

/** `npm test` of the package. */
export async function checkTests({ found: { dir, scripts }, signal }: Subject): Promise<Outcome> {
  if (!Object.hasOwn(scripts, 'test')) {
    return failed({
      code: 'PLUGIN_TESTS_MISSING',
      message: 'package.json has no script `test`',
      help: 'write tests with the contract kit, @configurable-agents/plugin-sdk/testing, and name them: "test": "node --test"',
    });
  }
  const run = { cwd: dir, timeoutMs: TESTS_MS, signal };
  const { status, output, isLate } = await runProgram('npm', ['test', '--silent'], run);
  if (status === 0) return passed(countOf(output));
  const why = isLate ? `took longer than ${TESTS_MS / 1000} s` : `ended with ${status ?? 'a signal'}`;
  return failed({
    code: 'PLUGIN_TESTS_FAILED',
    message: `npm test ${why}`,
    help: 'run them by `npm test` and mend what they say',
    detail: lastLines(output, SHOWN_LINES),
  });
}

/** As `node --test` counts; another runner counts for itself. */
function countOf(output: string): string {
  const [, count] = /^(?:ℹ|#) pass (\d+)$/m.exec(output) ?? [];
  return count === undefined ? 'npm test ended well' : `${count} passed`;
}

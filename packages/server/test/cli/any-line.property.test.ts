// Whatever is typed: an error is exit 2, says how the command is used, and is never a stack trace.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import type { Command } from 'commander';
import fc from 'fast-check';
import { describeProgram } from '../../src/cli/described.ts';
import { createProgram } from '../../src/cli/program.ts';
import { run } from '../support/cli.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
/** What a process adds to the parser of arguments is the same for all lines. */
const PROCESSES = 60;
const AT_ONCE = 4;

const described = describeProgram(createProgram('0.0.0'));
const names = [...new Set(described.flatMap(({ path, aliases }) => [...path.split(' '), ...aliases]))].filter(Boolean);
const options = [...new Set(described.flatMap(({ options: own }) => own.map(({ long }) => long)))];

/** A word with a letter gone, doubled or changed. */
const typo = (words: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...words), fc.nat(20), fc.constantFrom('', 'x', '-', 'é', '='))
    .map(([word, at, letter]) => word.slice(0, at % word.length) + letter + word.slice((at % word.length) + 1));

const word = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...names) },
  { weight: 4, arbitrary: fc.constantFrom(...options) },
  { weight: 2, arbitrary: typo(names) },
  { weight: 2, arbitrary: typo(options) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '-',
      '--',
      '---',
      '-x',
      '-1',
      '=',
      'a=b',
      '0',
      '1e9',
      'a.yaml',
      '__proto__',
      '--no-',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const line = fc
  .tuple(fc.constantFrom(...described.map(({ path }) => path)), fc.array(word, { maxLength: 5 }))
  .map(([path, words]) => [...path.split(' ').filter(Boolean), ...words]);

/** The program, whose commands do nothing. */
function hollow(write: (text: string) => void): Command {
  const program = createProgram('0.0.0');
  const empty = (command: Command): void => {
    command.configureOutput({ writeErr: write, writeOut: () => {} });
    if (command.commands.length === 0) command.action(() => {});
    for (const child of command.commands) empty(child);
  };
  empty(program);
  return program;
}

describe('any command line', function () {
  this.timeout(300_000);

  it(`is taken, or refused with a usage line: ${RUNS} of them`, () => {
    let refused = 0;
    fc.assert(
      fc.property(line, (words) => {
        let said = '';
        try {
          hollow((text) => (said += text)).parse(words, { from: 'user' });
        } catch (error) {
          if (!(error instanceof CommanderError)) throw error;
          if (error.exitCode === 0) return;
          refused += 1;
          // A group without a command shows its help, which begins with how it is used.
          assert.match(said, /^usage: configurable-agents/im, words.join(' '));
          assert.doesNotMatch(said, /\n {4}at /, words.join(' '));
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(refused > RUNS / 10, `only ${refused} lines were refused`);
  });

  it(`is so in processes too: ${PROCESSES} lines that are wrong`, async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-line-'));
    const wrong = fc
      .sample(line, PROCESSES * 20)
      .filter((words) => words.every(isPassedOn) && isRefused(words))
      .slice(0, PROCESSES);
    assert.equal(wrong.length, PROCESSES);
    try {
      const rest = wrong.values();
      const work = async (): Promise<void> => {
        for (const words of rest) {
          const { status, out, err } = await run(words, { cwd });
          assert.deepEqual([status, out], [2, ''], words.join(' '));
          assert.match(err, /^usage: configurable-agents/im, words.join(' '));
          assert.doesNotMatch(err, /\n {4}at /, words.join(' '));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });
});

/** Node itself reads `--env-file`, wherever it stands, and no argument of a process has a NUL. */
function isPassedOn(word: string): boolean {
  return !word.startsWith('--env-file') && !word.includes('\0');
}

function isRefused(words: readonly string[]): boolean {
  try {
    hollow(() => {}).parse(words, { from: 'user' });
    return false;
  } catch (error) {
    return error instanceof CommanderError && error.exitCode !== 0;
  }
}

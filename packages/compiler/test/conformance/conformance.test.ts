// The public suites of CEL: values, types and trees. Cases that are left out are in skipped.json, by name and reason.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { checkExpression } from '../../src/expression/check.ts';
import { parseExpression } from '../../src/expression/load.ts';
import { SyntaxProblem } from '../../src/expression/syntax-error.ts';
import { showCelType } from '../../src/expression/types.ts';
import { checkingReason, environmentOf, wantedType } from './checking-env.ts';
import { debug } from './debug.ts';
import { run, verdict } from './run.ts';
import { CHECKING, CONFORMANCE, PARSING, protobufReason } from './suite.ts';
import type { Case } from './suite.ts';

const SKIPPED = new URL('skipped.json', import.meta.url);

type Reason = (each: Case) => string | undefined;

/** Why a case of the parsing suite cannot be held against our parser. */
function parsingReason({ error, ast }: Case): string | undefined {
  if (ast !== undefined || error === undefined) return undefined;
  if (error.includes('unsupported syntax') && !error.includes('expecting <EOF>'))
    return 'the suite was made with optional and escaped syntax off';
  if (error.includes('recursion'))
    return 'the suite was made with a recursion limit of 32; ours is 100, and 500 for chains';
  return error.includes('accumulator variable') ? 'our macros have no accumulator variable to overwrite' : undefined;
}

function skippedBy(cases: readonly Case[], reason: Reason): { readonly [reason: string]: readonly string[] } {
  const found: { [reason: string]: string[] } = {};
  for (const each of cases) {
    const why = reason(each);
    if (why !== undefined) (found[why] ??= []).push(each.name);
  }
  return found;
}

function parsed(text: string): string | undefined {
  try {
    return debug(parseExpression(text, 'cel'));
  } catch (error) {
    // By its name: the tests of what was built get the parser, and its classes, from there.
    if (!(error instanceof Error) || error.constructor.name !== SyntaxProblem.name) throw error;
    return undefined;
  }
}

describe('the conformance suite of CEL', () => {
  const cases = CONFORMANCE.filter((each) => protobufReason(each) === undefined);
  // One test a case, named as the suite names it, so that the tally is the figure.
  for (const each of cases) {
    it(each.name, () => {
      const problem = verdict(each, run(each));
      assert.equal(problem, undefined, `${each.expr}: ${problem}`);
    });
  }

  it('has no fewer cases than when it was taken up', () => {
    assert.ok(cases.length >= 1651, `${cases.length} cases`);
  });
});

describe('the checking suite of CEL', () => {
  for (const each of CHECKING.filter((one) => checkingReason(one) === undefined)) {
    it(each.name, () => {
      const { type, problems } = checkExpression(parseExpression(each.expr, 'cel'), environmentOf(each), 'cel');
      const found = problems.length === 0 ? showCelType(type) : undefined;
      assert.equal(found, wantedType(each), problems[0]?.message);
    });
  }
});

describe('the parsing suite of CEL', () => {
  for (const each of PARSING.filter((one) => parsingReason(one) === undefined)) {
    it(each.name, () => assert.equal(parsed(each.expr), each.ast));
  }

  it('reads what the suite was made without: optional and escaped syntax', () => {
    const others = PARSING.filter((each) => parsingReason(each)?.includes('escaped') === true);
    assert.deepEqual(
      others.filter((each) => parsed(each.expr) === undefined).map((each) => each.expr),
      [],
    );
  });
});

describe('skipped.json', () => {
  it('lists every case that is left out, by reason', () => {
    const skipped = {
      conformance: skippedBy(CONFORMANCE, protobufReason),
      checking: skippedBy(CHECKING, checkingReason),
      parsing: skippedBy(PARSING, parsingReason),
    };
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(SKIPPED, `${JSON.stringify(skipped, null, 2)}\n`);
    assert.deepEqual(skipped, JSON.parse(readFileSync(SKIPPED, 'utf8')));
  });
});

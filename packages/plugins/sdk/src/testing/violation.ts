import { RULES } from './rules.ts';
import type { Rule } from './rules.ts';

/**
 * A promise of the contract that a contribution breaks.
 *
 * @example
 * const violation = new ContractViolation('trigger/ack-status', 'it is 302');
 * violation.message; // => '`ackStatus` is 2xx; it is 302 (trigger/ack-status)'
 */
export class ContractViolation extends Error {
  /** Which promise, by its name in `RULES`. */
  readonly rule: Rule;
  /** The promise as a sentence. */
  readonly promise: string;

  constructor(rule: Rule, found: string, options: { readonly cause?: unknown } = {}) {
    super(`${RULES[rule]}; ${found} (${rule})`, options);
    this.name = 'ContractViolation';
    this.rule = rule;
    this.promise = RULES[rule];
  }
}

/** Throws unless a promise is kept. */
export function demand(isKept: boolean, rule: Rule, found: string): asserts isKept {
  if (!isKept) throw new ContractViolation(rule, found);
}

/** Throws unless the fixtures allow the check: a mistake of the test, not of the contribution. */
export function demandFixture(isThere: boolean, problem: string): asserts isThere {
  if (!isThere) throw new TypeError(`the fixtures of the contract kit cannot be used: ${problem}`);
}

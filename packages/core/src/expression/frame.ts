import { fail } from './error.ts';
import type { Value } from './values/value.ts';

/** The values that an expression may name: `state`, bare fields, results of nodes, `inputs`, `run`, … */
export type Scope = { readonly [name: string]: Value };

/**
 * Steps that one evaluation may take. A step is an item that a macro visits, or sixteen characters or items that a function makes;
 * a million take a few tens of milliseconds, long enough for every honest expression and short enough for the engine's thread.
 */
export const STEP_BUDGET = 1_000_000;

/** One evaluation: its scope, the variables of its macros, and the steps that it has left. */
export class Frame {
  readonly scope: Scope;
  readonly locals: Value[] = [];
  #left: number;
  #made: Map<string, unknown> | undefined;
  constructor(scope: Scope, budget: number = STEP_BUDGET) {
    this.scope = scope;
    this.#left = budget;
  }

  /** Counts what a macro visits. */
  charge(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) {
      fail(
        'EXPRESSION_BUDGET',
        'the expression takes too many steps; filter the list first, or walk fewer lists in each other',
      );
    }
  }

  /** Counts what a function makes or reads, by its length. */
  chargeSize(size: number): void {
    this.charge(Math.ceil(size / 16));
  }

  /** Makes something at its first use in this evaluation, and gives the same at each other one. */
  once<T>(key: string, make: () => T): T {
    this.#made ??= new Map();
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as T;
  }
}

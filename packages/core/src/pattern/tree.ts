// A regular expression as JSON Schema writes it: that of JavaScript under the flag `u`, read into parts that any engine can match.

/** From a code point to another one, both with it. */
export type Range = readonly [low: number, high: number];

/** What stands in a class, or for one: a range, `\d` and its like, or `\p{…}`. */
export type Member =
  | { readonly kind: 'range'; readonly range: Range }
  | { readonly kind: 'escape'; readonly letter: string }
  | { readonly kind: 'property'; readonly source: string };

export type Part =
  | { readonly kind: 'set'; readonly members: readonly Member[]; readonly isNegated: boolean }
  /** A place between characters: the beginning, the end, and where a word begins or ends, or does not. */
  | { readonly kind: 'edge'; readonly of: '^' | '$' | 'b' | 'B' }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'either'; readonly parts: readonly Part[] }
  /** `most` is `Infinity` where nothing bounds it. Greedy or not: whether there is a match is the same. */
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly most: number };

/**
 * Why a pattern cannot be used, where in it, and what to write instead. `unreadable`: it is no regular expression; `unbounded`: it is one,
 * and asks for more than time linear to the text.
 */
export type PatternProblem = {
  readonly kind: 'unreadable' | 'unbounded';
  readonly at: readonly [start: number, end: number];
  readonly message: string;
  readonly help: string;
};

/** Thrown while a pattern is read. */
export class Unreadable extends Error {
  readonly problem: PatternProblem;
  constructor(problem: Omit<PatternProblem, 'kind'>) {
    super(problem.message);
    this.problem = { kind: 'unbounded', ...problem };
  }
}

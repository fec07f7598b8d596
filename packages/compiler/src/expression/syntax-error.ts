/** One thing that is wrong with an expression's text. */
export type SyntaxFault = {
  readonly message: string;
  readonly at: readonly [start: number, end: number];
  /** It is another language's way to say something: what else is wrong is its echo. */
  readonly isForeign?: true;
};

/** An expression that cannot be parsed: the offsets in its text, and what may stand there. */
export class SyntaxProblem extends Error {
  readonly start: number;
  readonly end: number;
  /** What else is wrong further on. */
  readonly others: readonly SyntaxFault[];
  constructor(message: string, at: readonly [start: number, end: number], others: readonly SyntaxFault[] = []) {
    super(message);
    this.name = 'SyntaxProblem';
    [this.start, this.end] = at;
    this.others = others;
  }
}

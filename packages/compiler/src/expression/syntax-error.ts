/** An expression that cannot be parsed: the offsets in its text, and what may stand there. */
export class SyntaxProblem extends Error {
  readonly start: number;
  readonly end: number;
  constructor(message: string, at: readonly [start: number, end: number]) {
    super(message);
    this.name = 'SyntaxProblem';
    [this.start, this.end] = at;
  }
}

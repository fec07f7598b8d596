/** One thing that is wrong with an expression's text. */
export type SyntaxFault = {
  readonly message: string;
  readonly at: readonly [start: number, end: number];
  /** It is another language's way to say something: what else is wrong is its echo. */
  readonly isForeign?: true;
  /** What is to stand in its place, where there is no doubt. */
  readonly instead?: string;
};

/** An expression that cannot be parsed: the offsets in its text, and what may stand there. */
export class SyntaxProblem extends Error {
  readonly start: number;
  readonly end: number;
  /** What else is wrong further on. */
  readonly others: readonly SyntaxFault[];
  readonly instead: string | undefined;
  constructor(
    message: string,
    at: readonly [start: number, end: number],
    { others = [], instead }: { readonly others?: readonly SyntaxFault[]; readonly instead?: string | undefined } = {},
  ) {
    super(message);
    this.name = 'SyntaxProblem';
    [this.start, this.end] = at;
    this.others = others;
    this.instead = instead;
  }
}

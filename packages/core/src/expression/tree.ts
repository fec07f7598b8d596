/**
 * The expression tree: what the compiler makes, the graph carries (as JSON) and the evaluator runs. `at` is the span in the
 * expression's own text, for messages; it never changes the meaning.
 *
 * `int` holds decimal digits as text, since JSON numbers stop at 2^53.
 */
export type Expression =
  | { readonly kind: 'null'; readonly at: Span }
  | { readonly kind: 'bool'; readonly value: boolean; readonly at: Span }
  | { readonly kind: 'int'; readonly value: string; readonly at: Span }
  | { readonly kind: 'double'; readonly value: number; readonly at: Span }
  | { readonly kind: 'string'; readonly value: string; readonly at: Span }
  | { readonly kind: 'name'; readonly name: string; readonly at: Span }
  | { readonly kind: 'select'; readonly operand: Expression; readonly field: string; readonly at: Span }
  | { readonly kind: 'index'; readonly operand: Expression; readonly index: Expression; readonly at: Span }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly at: Span }
  | {
      readonly kind: 'call';
      readonly name: FunctionName;
      readonly args: readonly Expression[];
      /** The checker found both operands to be `int`: division truncates, and results must fit 64 bits. */
      readonly int?: true;
      readonly at: Span;
    };

/** Start and end offsets, in UTF-16 units, end exclusive. */
export type Span = readonly [start: number, end: number];

/**
 * Functions and operators by the name that a `call` carries. Operators: `!`, `-` (one argument), `&&`, `||`, `?:`, `==`,
 * `!=`, `<`, `<=`, `>`, `>=`, `in`, `+`, `-`, `*`, `/`, `%`. Functions: `has` (its argument is a `select`), `size`.
 */
export type FunctionName = string;

/** Start and end offsets in the expression's text, in UTF-16 units, end exclusive. */
export type Span = readonly [start: number, end: number];

/** Static types that make a faster closure, and tell the integers of JSON from its other numbers. */
export type ScalarType = 'int' | 'double';

/** Macros that walk a list or a map. `optMap` and `optFlatMap` walk an optional, which holds one value or none. */
export type Macro =
  | 'all'
  | 'exists'
  | 'existsOne'
  | 'filter'
  | 'map'
  | 'transformList'
  | 'transformMap'
  | 'transformMapEntry'
  | 'sortBy'
  | 'optMap'
  | 'optFlatMap';

/** What every node has: its span, for messages, and its type where the checker is sure. Neither changes the meaning. */
export type Common = { readonly at: Span; readonly type?: ScalarType };

/**
 * The expression tree: what the compiler makes, the graph carries (as JSON) and the evaluator runs. Macros are nodes of their
 * own. Integers are decimal digits as text, since JSON numbers stop at 2^53; bytes are base64.
 */
export type Expression = Common &
  (
    | { readonly kind: 'null' }
    | { readonly kind: 'bool'; readonly value: boolean }
    /** `adapts`: beside a double it is a double, as the workflow dialect has it. */
    | { readonly kind: 'int'; readonly value: string; readonly adapts?: true }
    | { readonly kind: 'uint'; readonly value: string }
    | { readonly kind: 'double'; readonly value: number }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'bytes'; readonly value: string }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'select'; readonly operand: Expression; readonly field: string; readonly optional?: true }
    | { readonly kind: 'has'; readonly operand: Expression; readonly field: string; readonly optional?: true }
    | { readonly kind: 'index'; readonly operand: Expression; readonly index: Expression; readonly optional?: true }
    /** `optional` has the positions of `?items`, which are there only if their optional has a value. */
    | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly optional?: readonly number[] }
    | { readonly kind: 'map'; readonly entries: readonly MapEntry[] }
    /** `method`: the first argument stands before the dot. `lenient`: an order with null is false, as the flow dialect has it. */
    | {
        readonly kind: 'call';
        readonly name: FunctionName;
        readonly args: readonly Expression[];
        readonly method?: true;
        readonly lenient?: true;
      }
    | {
        readonly kind: 'comprehension';
        readonly macro: Macro;
        readonly range: Expression;
        readonly variables: readonly string[];
        /** The last is the macro's body; one before it is a filter. */
        readonly steps: readonly Expression[];
      }
    | { readonly kind: 'bind'; readonly name: string; readonly value: Expression; readonly body: Expression }
    /** A protobuf message. It is read, so that its mistakes are found, and no message type is known. */
    | { readonly kind: 'message'; readonly name: string; readonly fields: readonly MapEntry[] }
  );

export type MapEntry = { readonly key: Expression; readonly value: Expression; readonly optional?: true };

/**
 * Functions and operators by the name that a `call` carries. Operators: `!`, `-`, `&&`, `||` (two or more arguments), `?:`, `==`,
 * `!=`, `<`, `<=`, `>`, `>=`, `in`, `+`, `*`, `/`, `%`. Functions carry their namespace: `math.greatest`.
 */
export type FunctionName = string;

/** Types without parts. `dyn` is any type, checked when it runs; it is also the poison of what could not be resolved. */
export type SimpleKind =
  'null' | 'bool' | 'int' | 'uint' | 'double' | 'string' | 'bytes' | 'duration' | 'timestamp' | 'dyn';

/**
 * The type of an expression. Those of CEL (https://github.com/google/cel-spec/blob/master/doc/langdef.md#values), and two that
 * JSON Schemas need: a `map` whose fields are known, and `nullable`.
 */
export type ExpressionType =
  | { readonly kind: SimpleKind }
  /** `max`: a list of JSON has at most so many items. */
  | { readonly kind: 'list'; readonly item: ExpressionType; readonly max?: number }
  | {
      readonly kind: 'map';
      readonly key: ExpressionType;
      readonly value: ExpressionType;
      /** Known fields; `open` when others may be there. */
      readonly fields: { readonly [name: string]: ExpressionType };
      readonly open: boolean;
    }
  | { readonly kind: 'nullable'; readonly of: ExpressionType }
  | { readonly kind: 'optional'; readonly of: ExpressionType }
  /** The type of a type: `type(1)` is `type(int)`. */
  | { readonly kind: 'type'; readonly of: ExpressionType }
  /** Stands for one type in a signature. */
  | { readonly kind: 'parameter'; readonly name: string }
  /** A named type that only its own functions know. */
  | { readonly kind: 'abstract'; readonly name: string; readonly params: readonly ExpressionType[] };

/** What goes in, what comes out. The first parameter of a `method` stands before the dot. */
export type Signature = {
  readonly params: readonly ExpressionType[];
  readonly result: ExpressionType;
  readonly method: boolean;
};

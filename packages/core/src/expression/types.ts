/** The type of an expression. `dyn` is any type, checked when it runs; a `parameter` stands for one type in a signature. */
export type ExpressionType =
  | { readonly kind: 'null' | 'bool' | 'int' | 'double' | 'string' | 'dyn' }
  | { readonly kind: 'list'; readonly item: ExpressionType }
  | {
      readonly kind: 'map';
      /** Known fields; `open` when others may be there. */
      readonly fields: { readonly [name: string]: ExpressionType };
      readonly open: boolean;
    }
  | { readonly kind: 'nullable'; readonly of: ExpressionType };

/** One overload: what goes in, what comes out. */
export type Signature = { readonly params: readonly ExpressionType[]; readonly result: ExpressionType };

import type { Json } from '@configurable-agents/plugin-sdk';
import type { Expression } from '../expression/tree.ts';

/**
 * A compiled template. Substitution is one pass: values are never scanned again.
 * `text` always makes text: its placeholders are read null-safely (`path`), its `${{ }}` strictly (`expression`).
 * `value` is a scalar that is exactly one `${{ }}` and keeps its type.
 */
export type Template =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'value'; readonly expression: Expression }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: Template])[] }
  | { readonly kind: 'list'; readonly items: readonly Template[] };

/** Fixed text, a placeholder `{a.b[0]}`, or an embedded `${{ expression }}`. `path[0]` is the root's name. */
export type TextPart =
  | string
  | { readonly kind: 'path'; readonly path: readonly (string | number)[] }
  | { readonly kind: 'expression'; readonly expression: Expression };

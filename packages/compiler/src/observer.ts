// What an editor sees of a compile on its way. The compiler tells what it reads and finds out; it is told nothing by it.
import type { Expression, Span as LocalSpan } from '@configurable-agents/core/expression';
import type { CheckContext } from './check/context.ts';
import type { CheckedNode } from './check/node.ts';
import type { Reporter } from './diagnostic.ts';
import type { Dialect } from './expression/dialect.ts';
import type { YamlNode, YamlScalar } from './parse/tree.ts';
import type { Scope } from './resolve/scope.ts';
import type { Source, Span } from './source.ts';

/** A text that may hold templates, or a part of one that was read: a placeholder, or an expression. */
export type Reading = {
  readonly kind: 'text' | 'placeholder' | 'expression';
  readonly scalar: YamlScalar;
  /** The part of the scalar's value. */
  readonly at: LocalSpan;
  readonly scope: Scope;
  readonly dialect: Dialect;
  /** As it is written. None of a text, and none where the syntax is wrong. */
  readonly tree?: Expression;
  /** Where a part of the tree stands in the source. */
  readonly spanOf: (at: LocalSpan) => Span;
};

export type Observer = {
  /** Reads the text in the place of the parser: whoever read it before it was changed has less to read. Broken texts have trees too. */
  readonly parse: (source: Source, reporter: Reporter) => YamlNode | undefined;
  readonly read: (reading: Reading) => void;
  readonly checked: (context: CheckContext, nodes: ReadonlyMap<number, CheckedNode>) => void;
};

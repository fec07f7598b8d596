// YAML values with templates in them -> compiled templates, checked names and the type of what they give.
import { STEP_BUDGET } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType, Span as LocalSpan } from '@configurable-agents/core/expression';
import type { Template, TextPart } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import type { Finding, Reporter } from '../diagnostic.ts';
import { checkExpression } from '../expression/check.ts';
import { estimateCost } from '../expression/cost.ts';
import { asTruth } from '../expression/adapt.ts';
import type { Dialect } from '../expression/dialect.ts';
import { parseExpression } from '../expression/load.ts';
import { SyntaxProblem } from '../expression/syntax-error.ts';
import { BOOL, DYN, mapOf, showType, STRING } from '../expression/types.ts';
import { spanIn } from '../parse/span-map.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../parse/tree.ts';
import type { Reading as Observed } from '../observer.ts';
import { desugar, desugarPath, noteUses } from '../resolve/scope.ts';
import type { Scope } from '../resolve/scope.ts';
import type { Span } from '../source.ts';
import { reportAbsent } from './absent.ts';
import type { Reading } from './absent.ts';
import { settled } from './choices.ts';
import { decide } from './constant.ts';
import { schemaOfTree } from './produced.ts';
import { jinjaIn, withSpans } from './jinja.ts';
import { pathTree } from './path-tree.ts';
import type { SchemaOf } from './produced.ts';
import { scanTemplate, soleExpression } from './scan.ts';
import type { Piece } from './scan.ts';
import { unquotedPlaceholder } from './unquoted.ts';

export type Compiled = {
  readonly template: Template;
  readonly type: ExpressionType;
  /** The values that it gives, as exactly as is known. */
  readonly schema: JsonSchema;
};
export type Place = {
  readonly scope: Scope;
  readonly reporter: Reporter;
  readonly dialect?: Dialect;
  /** Names that a condition around the place has tested. */
  readonly sure?: ReadonlySet<string>;
  /** Paths of parts that a condition around the place has asked for, as `presentPaths` gives them. */
  readonly present?: ReadonlySet<string>;
  /** How bad a condition is that is never true; a warning where not said. */
  readonly neverSeverity?: 'error';
};

/** Compiles a value: every scalar in maps and lists, never a key. */
export function compileTemplate(node: YamlNode, place: Place): Compiled {
  if (node.kind === 'list') {
    const items = node.items.map((item) => compileTemplate(item, place));
    return {
      template: { kind: 'list', items: items.map(({ template }) => template) },
      type: { kind: 'list', item: items[0]?.type ?? DYN },
      schema: { type: 'array', prefixItems: items.map(({ schema }) => schema), items: false, minItems: items.length },
    };
  }
  if (node.kind === 'map') {
    reportUnquoted(node, place);
    const entries = node.entries.map(({ key, value }) => [String(key.value), compileTemplate(value, place)] as const);
    return {
      template: { kind: 'object', entries: entries.map(([key, { template }]) => [key, template]) },
      type: mapOf(Object.fromEntries(entries.map(([key, { type }]) => [key, type]))),
      schema: {
        type: 'object',
        properties: Object.fromEntries(entries.map(([key, { schema }]) => [key, schema])),
        required: entries.map(([key]) => key),
        additionalProperties: false,
      },
    };
  }
  return typeof node.value === 'string'
    ? compileText(node, place)
    : {
        template: { kind: 'literal', value: node.value },
        type: typeOfLiteral(node.value),
        schema: { const: node.value },
      };
}

/** A map with one empty value may be a placeholder without quotes: where it begins with a name that is there, it is one. */
function reportUnquoted(node: YamlMap, { scope, reporter }: Place): void {
  const finding = unquotedPlaceholder(node);
  if (finding !== undefined && scope.typeOf(finding.root) !== undefined) reporter.report(finding);
}

function typeOfLiteral(value: null | boolean | number): ExpressionType {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'boolean') return BOOL;
  return { kind: Number.isInteger(value) ? 'int' : 'double' };
}

function compileText(scalar: YamlScalar, place: Place): Compiled {
  const text = String(scalar.value);
  noteReading({ kind: 'text', scalar, at: [0, text.length], spanOf: (at) => spanIn(scalar, at) }, place);
  const sole = soleExpression(text);
  if (sole !== undefined) {
    const { tree, type } = compileExpression(scalar, { ...sole, place });
    const schema = schemaOfTree(tree, type, (name) => place.scope.schemaOf(name));
    return { template: { kind: 'value', expression: tree }, type, schema };
  }
  const pieces = scanTemplate(text);
  const parts = pieces.flatMap((piece) => compilePiece(piece, { scalar, place }));
  const isName = (name: string): boolean => place.scope.typeOf(name) !== undefined;
  for (const { at, ...found } of jinjaIn(text, isName)) {
    place.reporter.report(withSpans(found, { span: spanIn(scalar, at) }));
  }
  const isFixed = parts.every((part) => typeof part === 'string');
  if (!isFixed) return { template: { kind: 'text', parts }, type: STRING, schema: { type: 'string' } };
  const value = parts.join('');
  return { template: { kind: 'literal', value }, type: STRING, schema: { const: value } };
}

function compilePiece(
  piece: Piece,
  { scalar, place }: { readonly scalar: YamlScalar; readonly place: Place },
): readonly TextPart[] {
  switch (piece.kind) {
    case 'text':
      return [piece.text];
    case 'unclosed':
      place.reporter.report({
        code: 'W201',
        span: spanIn(scalar, [piece.start, piece.start + 3]),
        message: '`${{` is not closed',
        help: 'close it with `}}`',
      });
      return [];
    case 'expression':
      return [{ kind: 'expression', expression: compileExpression(scalar, { ...piece, place }).tree }];
    case 'placeholder':
      return compilePlaceholder(piece, { scalar, place });
  }
}

/** Deeper than any value is, and walked with recursion. */
const MAX_PATH = 100;

/** A placeholder is checked as the expression that it would be; it renders null-safely. */
function compilePlaceholder(
  piece: Piece & { readonly kind: 'placeholder' },
  { scalar, place }: { readonly scalar: YamlScalar; readonly place: Place },
): readonly TextPart[] {
  const { scope, reporter } = place;
  if (piece.path.length > MAX_PATH) {
    const span = spanIn(scalar, [piece.start, piece.end]);
    const message = `the path has ${piece.path.length} parts, more than ${MAX_PATH}`;
    reporter.report({ code: 'W201', span, message, help: 'name a value that is less deep' });
    return [];
  }
  const spanOf = (at: LocalSpan): Span => spanIn(scalar, at);
  const written = pathTree(piece);
  noteReading({ kind: 'placeholder', scalar, at: [piece.start, piece.end], tree: written, spanOf }, place);
  const tree = desugar(written, scope);
  for (const { code, at, help, edit: _edit, ...problem } of checkExpression(tree, scope).problems) {
    const escape = code === 'W203' ? `; write \`{{\` for a brace that is text` : '';
    reporter.report({ code, ...problem, span: spanIn(scalar, at), help: `${help ?? ''}${escape}` });
  }
  noteUses(tree, { scope, spanOf });
  reportAbsent(tree, { place, spanOf, isPlaceholder: true });
  return [{ kind: 'path', path: desugarPath(piece.path, scope) }];
}

export type CompiledExpression = {
  readonly tree: Expression;
  readonly type: ExpressionType;
  /** Nothing was reported of it. */
  readonly isSound: boolean;
};

/** Compiles an expression that stands in a scalar at `start`. Its problems are reported at their exact place. */
export function compileExpression(
  scalar: YamlScalar,
  { source, start, place }: { readonly source: string; readonly start: number; readonly place: Place },
): CompiledExpression {
  const { scope, reporter, dialect = 'workflow' } = place;
  const spanOf = ([from, to]: LocalSpan): Span => spanIn(scalar, [start + from, start + to]);
  const reading = { kind: 'expression', scalar, at: [start, start + source.length], spanOf } as const;
  try {
    const written = parseExpression(source, dialect);
    noteReading({ ...reading, tree: written }, place);
    const checked = checkExpression(desugar(written, scope), scope, dialect);
    const isSound = checked.problems.length === 0;
    for (const { at, edit, ...problem } of checked.problems) {
      const fix = edit === undefined ? {} : { fix: fixOf(edit.text, spanOf(edit.at)) };
      reporter.report({ ...problem, span: spanOf(at), help: helpOf(problem), ...fix });
    }
    noteUses(checked.tree, { scope, spanOf });
    if (isSound) {
      warnOfCost(checked.tree, { scope, report: reporter.report, span: spanOf(checked.tree.at) });
      reportAbsent(checked.tree, { place, spanOf, isPlaceholder: false });
    }
    return { ...checked, isSound };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    noteReading(reading, place);
    const { message: first, start: from, end: to, instead, others } = error;
    const fix = instead === undefined ? {} : { fix: fixOf(instead, spanOf([from, to])) };
    reporter.report({ code: 'W201', span: spanOf([from, to]), message: first, ...fix });
    for (const { message, at } of others) reporter.report({ code: 'W201', span: spanOf(at), message });
    return { tree: { kind: 'null', at: [0, 0] }, type: DYN, isSound: false };
  }
}

function noteReading(
  reading: Omit<Observed, 'scope' | 'dialect'>,
  { scope, reporter, dialect = 'workflow' }: Place,
): void {
  reporter.read?.({ ...reading, scope, dialect });
}

function fixOf(text: string, span: Span): NonNullable<Finding['fix']> {
  return { title: `write \`${text}\``, span, text };
}

/** A name that is nowhere may have been meant as text. */
function helpOf({
  code,
  message,
  help,
}: {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
}): string | undefined {
  const [, name] =
    code === 'W203' && help?.startsWith('the names here') === true
      ? (/^unknown name `(\w+)`$/.exec(message) ?? [])
      : [];
  return name === undefined ? help : `${help}; text stands in quotes: \`'${name}'\``;
}

/** A list without `maxItems` is taken to have so many items: macros three deep are told of, two deep are not. */
const ASSUMED_SIZE = 100;

function warnOfCost(
  tree: Expression,
  { scope, report, span }: { readonly scope: Scope; readonly report: Reporter['report']; readonly span: Span },
): void {
  const { max } = estimateCost(tree, { typeOf: scope.typeOf, unbounded: ASSUMED_SIZE });
  if (max <= STEP_BUDGET) return;
  report({
    code: 'W206',
    span,
    message: `the expression may take ${max.toLocaleString('en-US')} steps; an evaluation has ${STEP_BUDGET.toLocaleString('en-US')}`,
    help: `filter the lists first, or bound them with \`maxItems\`; without it a list is taken to have ${ASSUMED_SIZE} items`,
  });
}

/** A condition: `true`, `false`, an expression, or exactly one `${{ }}`. Undefined where it is always true. */
export function compileCondition(scalar: YamlScalar, place: Place): Expression | undefined {
  // A number has been reported by the shape check.
  if (scalar.value === true || scalar.value === null || typeof scalar.value === 'number') return undefined;
  if (scalar.value === false) return { kind: 'bool', value: false, at: [0, 0] };
  const text = scalar.value;
  const { source, start } = soleExpression(text) ?? { source: text, start: 0 };
  const { isSound, ...found } = compileExpression(scalar, { source, start, place });
  const { tree, type } = place.dialect === 'flow' ? asTruth(found) : found;
  const isCondition = type.kind === 'bool' || type.kind === 'dyn';
  if (!isCondition) {
    place.reporter.report({
      code: 'W204',
      span: scalar.span,
      message: `a condition must be true or false, this is ${showType(type)}`,
      help: 'compare it with a value, such as `score > 5`',
    });
  }
  if (isSound && isCondition)
    reportDecided(tree, { place, spanOf: ([from, to]) => spanIn(scalar, [start + from, start + to]) });
  return tree;
}

/** A condition that is decided by the types of what it reads was meant otherwise. */
function reportDecided(
  tree: Expression,
  { place, spanOf }: { readonly place: Place; readonly spanOf: Reading['spanOf'] },
): void {
  const { scope } = place;
  const schemaOf: SchemaOf = (name) => scope.schemaOf(name);
  const decided = decide(tree, schemaOf);
  const value = decided?.value ?? settled(tree, { schemaOf, mayBeNull: (name) => scope.absence(name) !== undefined });
  if (value === undefined) return;
  place.reporter.report({
    code: 'W412',
    severity: place.neverSeverity !== undefined && !value ? place.neverSeverity : 'warning',
    span: spanOf((decided?.by ?? tree).at),
    message: `this is always ${value}, ${decided === undefined ? 'whatever it reads' : 'by the types of what it compares'}`,
    help: 'compare with a value that the schema admits, or remove the condition',
  });
}

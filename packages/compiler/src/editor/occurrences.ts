// Where the names of a document stand: nodes, state fields, aliases of models and shared schemas, each where it is declared and used.
import { visitParts } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import type { CheckContext } from '../check/context.ts';
import { aliasAt } from '../parse/llm.ts';
import { locate } from '../parse/span-map.ts';
import { entriesOf, itemsOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode, YamlScalar } from '../parse/tree.ts';
import type { Span } from '../source.ts';
import { fieldsNamed, nodesCounted } from './flow-names.ts';
import type { ParsedReading, Snapshot } from './snapshot.ts';
import { nameSpan } from './spot.ts';

export type NameKind = 'node' | 'field' | 'model' | 'schema';

export type Occurrence = {
  readonly kind: NameKind;
  readonly name: string;
  readonly span: Span;
  readonly role: 'declaration' | 'use';
  /** The name is written letter by letter, without escapes. */
  readonly isExact: boolean;
};

type Add = (kind: NameKind, scalar: YamlScalar, role?: Occurrence['role']) => void;

const known = new WeakMap<Snapshot, readonly Occurrence[]>();

/** All names of a document, in the order of the text, each place once. */
export function occurrencesOf(snapshot: Snapshot): readonly Occurrence[] {
  const before = known.get(snapshot);
  if (before !== undefined) return before;
  const found = find(snapshot);
  known.set(snapshot, found);
  return found;
}

/** The name at an offset. */
export function occurrenceAt(snapshot: Snapshot, offset: number): Occurrence | undefined {
  return occurrencesOf(snapshot).find(({ span: [start, end] }) => start <= offset && offset <= end);
}

function find(snapshot: Snapshot): readonly Occurrence[] {
  const { context, readings, source, root } = snapshot;
  if (context === undefined || root === undefined) return [];
  const places = new Map<number, Occurrence>();
  const { isFlow } = context.document;
  const put = (found: Occurrence): void => {
    const { span } = found;
    // What the front end of the flow dialect made stands in the place of something else.
    const isMade = isFlow && !found.isExact && !source.text.slice(...span).includes('\\');
    if (!isMade && !places.has(span[0])) places.set(span[0], found);
  };
  const add: Add = (kind, scalar, role = 'use') => {
    const name = String(scalar.value);
    if (kind === 'node' && (name === 'START' || name === 'END')) return;
    put({ kind, name, role, ...nameSpan(scalar, source) });
  };
  const addPart = ({ kind, name, span }: Named): void =>
    put({ kind, name, span, role: 'use', isExact: source.text.slice(...span) === name });
  inDocument(context, add);
  inTests(root, add);
  inModels(context, add);
  for (const reading of readings)
    if (reading.tree !== undefined) inExpression(reading as ParsedReading, context).forEach(addPart);
  for (const named of schemasIn(root)) addPart({ kind: 'schema', ...named });
  if (isFlow) {
    for (const scalar of fieldsNamed(root)) if (context.fields.has(String(scalar.value))) add('field', scalar);
    for (const counted of nodesCounted(source)) addPart({ kind: 'node', ...counted });
  }
  return [...places.values()].toSorted((a, b) => a.span[0] - b.span[0]);
}

function inDocument({ document }: CheckContext, add: Add): void {
  for (const { at } of document.fields) add('field', at, 'declaration');
  for (const item of itemsOf(valueOf(valueOf(document.root, 'state'), 'required')))
    if (item.kind === 'scalar' && typeof item.value === 'string') add('field', item);
  for (const input of document.inputs ?? []) add('field', input);
  for (const { inputs } of document.triggers) for (const { key } of inputs) add('field', key);
  for (const { at, outputs, onError } of document.nodes) {
    add('node', at, 'declaration');
    for (const output of outputs) add('field', output.at);
    if (typeof onError !== 'string') add('node', onError);
  }
  for (const { from, to, routes = [] } of document.edges ?? []) {
    for (const end of [...from, ...to]) add('node', end);
    for (const route of routes)
      for (const end of route.onLimit === undefined ? route.to : [...route.to, route.onLimit]) add('node', end);
  }
}

/** What tests name: they are read from the tree, as their check does. */
function inTests(root: YamlNode, add: Add): void {
  for (const test of itemsOf(valueOf(root, 'tests'))) {
    const expect = valueOf(test, 'expect');
    for (const key of ['mocks', 'answers']) for (const entry of entriesOf(valueOf(test, key))) add('node', entry.key);
    for (const key of ['visited', 'not_visited'])
      for (const item of itemsOf(valueOf(expect, key))) if (item.kind === 'scalar') add('node', item);
    for (const { key } of [...entriesOf(valueOf(test, 'inputs')), ...entriesOf(valueOf(expect, 'state'))])
      add('field', key);
  }
}

function inModels({ document }: CheckContext, add: Add): void {
  const { models, defaults, nodes } = document;
  for (const { key } of entriesOf(models)) add('model', key, 'declaration');
  for (const llm of [valueOf(defaults, 'llm'), ...nodes.map(({ llmAt }) => llmAt)]) {
    const alias = aliasAt(llm, models);
    if (alias !== undefined) add('model', alias);
  }
  for (const { key } of entriesOf(valueOf(document.root, 'schemas'))) add('schema', key, 'declaration');
}

const SHARED = '#/schemas/';

/** `$ref: '#/schemas/NAME'`, wherever it stands. */
function schemasIn(node: YamlNode): readonly { readonly name: string; readonly span: Span }[] {
  if (node.kind === 'list') return node.items.flatMap(schemasIn);
  if (node.kind === 'scalar') return [];
  return node.entries.flatMap(({ key, value }) => {
    const text = key.value === '$ref' ? textOf(value) : undefined;
    if (value.kind !== 'scalar' || text?.startsWith(SHARED) !== true) return schemasIn(value);
    const span: Span = [locate(value, SHARED.length), locate(value, text.length - 1) + 1];
    return [{ name: text.slice(SHARED.length), span }];
  });
}

type Named = Pick<Occurrence, 'kind' | 'name' | 'span'>;

/** The nodes and fields that an expression names, but for the variables of its macros. */
export function inExpression({ tree, scope, spanOf }: ParsedReading, { fields }: CheckContext): readonly Named[] {
  const found: Named[] = [];
  const isField = (name: string): boolean => fields.has(name) && scope.typeOf(name) !== undefined;
  visitParts(tree, (part, bound) => {
    if (part.kind === 'name' && !bound.includes(part.name) && scope.isLocal?.(part.name) !== true) {
      const kind = scope.isNode(part.name) ? 'node' : isField(part.name) ? 'field' : undefined;
      if (kind !== undefined) found.push({ kind, name: part.name, span: spanOf(part.at) });
    }
    const isOfState =
      (part.kind === 'select' || part.kind === 'has') &&
      part.operand.kind === 'name' &&
      ['state', 'inputs'].includes(part.operand.name) &&
      !bound.includes(part.operand.name);
    if (isOfState && fields.has(part.field)) {
      const at = fieldAt(part);
      if (at !== undefined) found.push({ kind: 'field', name: part.field, span: spanOf(at) });
    }
    return true;
  });
  return found;
}

/** Where the field of `a.b` stands; `has(a.b)` has its brackets around it. */
export function fieldAt(part: Expression): readonly [number, number] | undefined {
  if (part.kind === 'select') return [part.at[1] - part.field.length, part.at[1]];
  if (part.kind !== 'has') return undefined;
  const start = part.operand.at[1] + 1 + (part.optional === true ? 1 : 0);
  return [start, start + part.field.length];
}

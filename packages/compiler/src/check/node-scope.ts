// What a node's templates and conditions may name, and what they are found to read.
import type { ExpressionType } from '@configurable-agents/core/expression';
import type { Reads } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { dictionaryOf } from '../expression/basic.ts';
import { DYN, INT, mapOf, STRING, typeOfSchema } from '../expression/types.ts';
import { ENDED_RUN_TYPE, envType, resultSchema, resultType, RUN_TYPE } from '../resolve/scope.ts';
import type { Scope } from '../resolve/scope.ts';
import type { Span } from '../source.ts';
import { absenceOf } from './absence.ts';
import { fieldSchema } from './context.ts';
import type { CheckContext } from './context.ts';
import type { NodeOutput } from './node.ts';
import { checkFieldRead, checkNodeRead } from './node-reads.ts';

/** The node's names: state fields, results of the nodes before it, `state`, `inputs`, `run`. */
export function openScope(
  index: number,
  context: CheckContext,
  outputs: ReadonlyMap<number, NodeOutput>,
): {
  readonly scope: Scope;
  readonly reads: () => Reads;
  /** Lets a provider see these fields where nothing beside the node writes them: echo copies them into its answer. */
  readonly offer: (fields: readonly string[]) => void;
  /** Notes that the node's routes read its own result, or a field that it writes. */
  readonly useOwn: (field?: string) => void;
} {
  const { document, fields, order } = context;
  const indexOf = document.isFlow ? NONE : context.indexOf;
  const isFinal = document.nodes[index]?.isFinally === true;
  const isInLoop = order.sharesLoop(index, index);
  /** Nodes whose result may be read: what runs before, in a loop also what ran in the iteration before, at the end all. */
  const isSeen = (other: number): boolean =>
    order.isBefore(other, index) || order.sharesLoop(other, index) || (isFinal && other !== index);
  const usedFields = new Set<string>();
  const usedNodes = new Set<number>();
  let usesInputs = false;
  const useField = (field: string, at: Span): void => {
    if (usedFields.has(field) || !fields.has(field)) return;
    usedFields.add(field);
    if (!isFinal) checkFieldRead(field, { index, at, context });
  };
  const useNode = (other: number, at: Span): void => {
    if (usedNodes.has(other)) return;
    usedNodes.add(other);
    if (!isSeen(other)) checkNodeRead(other, { index, at, context });
  };
  const scope: Scope = {
    isNode: (name) => indexOf.has(name),
    names: () => [
      ...fields.keys(),
      ...indexOf.keys(),
      'state',
      'inputs',
      'run',
      'env',
      'secrets',
      ...(isInLoop ? ['loop'] : []),
    ],
    typeOf: (name) => {
      const field = fields.get(name);
      if (field !== undefined) return typeOfSchema(fieldSchema(name, context) ?? true);
      const other = indexOf.get(name);
      // A node that is not before this one is reported where its use is noted; here it is poison.
      if (other !== undefined) {
        if (order.isBefore(other, index)) return resultType(outputs.get(other)?.output ?? DYN);
        return isSeen(other) ? resultType(DYN) : DYN;
      }
      if (name === 'secrets') return SECRETS_TYPE;
      if (name === 'env') return envType(document);
      if (name === 'loop' && isInLoop) return mapOf({ index: INT });
      if (name === 'state' || name === 'inputs') return stateType(context);
      return name === 'run' ? (isFinal ? ENDED_RUN_TYPE : RUN_TYPE) : undefined;
    },
    schemaOf: (name) => {
      if (fields.has(name)) return fieldSchema(name, context);
      const other = outputs.get(indexOf.get(name) ?? -1);
      if (other !== undefined) return resultSchema(other.schema);
      return name === 'state' || name === 'inputs' ? stateSchema(context) : undefined;
    },
    use: (name, field, at) => {
      const other = indexOf.get(name);
      if (fields.has(name)) useField(name, at);
      else if (other !== undefined) useNode(other, at);
      else if (name === 'inputs') usesInputs = true;
      else if (name === 'state') for (const each of field === undefined ? fields.keys() : [field]) useField(each, at);
    },
    absence: (name) => absenceOf(name, index, context),
  };
  const nameOf = (each: number): string => document.nodes[each]?.name ?? '';
  const reads = (): Reads => ({
    state: Object.fromEntries(
      [...usedFields].toSorted(byText).map((field) => {
        const before = (context.writers.get(field) ?? []).filter(isSeen);
        return [field, before.map(nameOf)];
      }),
    ),
    nodes: [...usedNodes]
      .filter((other) => isSeen(other) || other === index)
      .map(nameOf)
      .toSorted(byText),
    inputs: usesInputs,
  });
  const offer = (names: readonly string[]): void => {
    for (const name of names) {
      const isOrdered = (context.writers.get(name) ?? []).every(
        (writer) => writer === index || context.order.isBefore(writer, index) || context.order.isBefore(index, writer),
      );
      if (fields.has(name) && isOrdered) usedFields.add(name);
    }
  };
  const useOwn = (field?: string): void => void (field === undefined ? usedNodes.add(index) : usedFields.add(field));
  return { scope, reads, offer, useOwn };
}

/** In the flow dialect nodes hand values on by the state only. */
const NONE: CheckContext['indexOf'] = new Map();

/** Which of them there are is known only where the workflow runs. */
const SECRETS_TYPE: ExpressionType = dictionaryOf(STRING, STRING);

/** By code units: the same order on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function stateType(context: CheckContext): ExpressionType {
  const types = [...context.fields.keys()].map((name) => [name, typeOfSchema(fieldSchema(name, context) ?? true)]);
  return mapOf(Object.fromEntries(types) as { readonly [name: string]: ExpressionType });
}

function stateSchema({ document, fields }: CheckContext): JsonSchema {
  const properties = Object.fromEntries([...fields].map(([name, { schema }]) => [name, schema]));
  return { type: 'object', properties, $defs: document.definitions };
}

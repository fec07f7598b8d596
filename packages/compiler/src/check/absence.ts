// Which values may not be there when a node reads them, and why: skipped, failed, on another route, in a loop's first iteration.
import type { FieldDoc, NodeDoc, WorkflowDoc } from '../parse/document.ts';
import type { Absence } from '../resolve/scope.ts';
import type { CheckContext } from './context.ts';

/** Why the value of a name may be absent at a node; undefined where it is there. */
export function absenceOf(name: string, index: number, context: CheckContext): Absence | undefined {
  const { document, indexOf, fields } = context;
  const reader = document.nodes[index];
  if (reader === undefined) return undefined;
  const other = document.isFlow ? undefined : indexOf.get(name);
  if (other !== undefined) return nodeAbsence(other, { index, reader, context });
  return fields.has(name) ? fieldAbsence(name, { index, reader, context }) : undefined;
}

type Reading = { readonly index: number; readonly reader: NodeDoc; readonly context: CheckContext };

function nodeAbsence(other: number, { index, reader, context }: Reading): Absence | undefined {
  const { document, order, isDone } = context;
  const node = document.nodes[other];
  if (node === undefined || other === index) return undefined;
  if (reader.isFinally) return { kind: 'end', why: 'may not have run when the run ends' };
  if (!order.isBefore(other, index)) {
    return order.sharesLoop(other, index)
      ? { kind: 'loop', why: 'is not there in the first iteration of the loop' }
      : undefined;
  }
  if (!isDone(new Set([other]), index)) return { kind: 'routes', why: elsewhere(node, reader) };
  return unsure(node, reader);
}

function fieldAbsence(name: string, { index, reader, context }: Reading): Absence | undefined {
  const { document, fields, writers, order, isDone } = context;
  const field = fields.get(name);
  const all = writers.get(name) ?? [];
  if (field === undefined || all.length === 0 || isStarted(field, document)) return undefined;
  if (reader.isFinally) return { kind: 'end', why: 'may not have been written when the run ends' };
  const before = all.filter((writer) => order.isBefore(writer, index));
  const isLater = all.some((writer) => !order.isBefore(writer, index) && order.sharesLoop(writer, index));
  // Without a writer before it, that is an error of its own.
  if (before.length === 0)
    return isLater ? { kind: 'loop', why: 'is not written before the first iteration of the loop ends' } : undefined;
  if (!isDone(new Set(before), index))
    return { kind: isLater ? 'loop' : 'routes', why: `is not written on every way to \`${reader.name}\`` };
  const sure = before.filter((writer) => unsure(document.nodes[writer], reader) === undefined);
  if (isDone(new Set(sure), index)) return undefined;
  const causes = before.map((writer) => unsure(document.nodes[writer], reader)?.kind);
  return causes.includes('skipped')
    ? { kind: 'skipped', why: 'is written only by nodes that may be skipped by their `when`' }
    : { kind: 'failed', why: 'is written only by nodes that may fail and be passed over' };
}

/** Whether a field has a value before any node writes it: as an input, by its default, or where its reducer begins. */
export function isStarted({ name, schema, reduce }: FieldDoc, { inputs }: WorkflowDoc): boolean {
  const hasDefault = typeof schema === 'object' && 'default' in schema;
  return hasDefault || reduce !== undefined || inputs?.some(({ value }) => value === name) === true;
}

/** Why a node may have no result when the run ends in success. */
export function resultAbsence(index: number | undefined, { document, isDone }: CheckContext): Absence | undefined {
  const node = index === undefined ? undefined : document.nodes[index];
  if (index === undefined || node === undefined) return undefined;
  // `result:` is evaluated before them.
  if (node.isFinally) return { kind: 'end', why: 'runs after the result is made' };
  const cause = unsure(node, undefined);
  if (cause !== undefined) return { ...cause, kind: 'end' };
  return isDone(new Set([index]), 'END') ? undefined : { kind: 'end', why: 'does not run on every way to the end' };
}

/** Why a node that is before another on every way may have no result: a condition, unless the reader has the same; a failure. */
export function unsure(node: NodeDoc | undefined, reader: NodeDoc | undefined): Absence | undefined {
  const condition = node?.when?.value;
  const isConditional = condition !== undefined && condition !== true && condition !== null;
  if (isConditional && condition !== reader?.when?.value)
    return { kind: 'skipped', why: 'may be skipped by its `when`' };
  return node?.onError === 'continue'
    ? { kind: 'failed', why: 'may fail and be passed over, by `on_error: continue`' }
    : undefined;
}

function elsewhere(node: NodeDoc, reader: NodeDoc): string {
  return typeof node.onError === 'string'
    ? `does not run on every way to \`${reader.name}\``
    : `may have failed on the way to \`${reader.name}\`, by its \`on_error\``;
}

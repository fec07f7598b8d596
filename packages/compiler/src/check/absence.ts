// Which values may not be there when a node reads them: results of nodes that may be skipped, and fields that only those write.
import type { NodeDoc } from '../parse/document.ts';
import type { CheckContext } from './context.ts';

/** Why the value of a name may be absent at a node, to follow the name; undefined where it is there. */
export function absenceOf(name: string, index: number, context: CheckContext): string | undefined {
  const { document, indexOf, fields, writers, order } = context;
  const reader = document.nodes[index];
  const other = indexOf.get(name);
  if (other !== undefined) {
    const node = document.nodes[other];
    return mayBeSkipped(node, reader) ? 'may be skipped by its `when`' : undefined;
  }
  const schema = fields.get(name)?.schema;
  const writing = (writers.get(name) ?? []).filter((writer) => order.isBefore(writer, index));
  if (schema === undefined || writing.length === 0 || (typeof schema === 'object' && 'default' in schema))
    return undefined;
  const isSure = writing.some((writer) => !mayBeSkipped(document.nodes[writer], reader));
  return isSure ? undefined : 'is written only by nodes that may be skipped by their `when`';
}

/** A node with a condition, unless the reader has the same one: then both run or neither. */
function mayBeSkipped(node: NodeDoc | undefined, reader: NodeDoc | undefined): boolean {
  const condition = node?.when?.value;
  if (condition === undefined || condition === true || condition === null) return false;
  return condition !== reader?.when?.value;
}

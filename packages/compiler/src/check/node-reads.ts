// Whether what a node reads is there by then: results of nodes before it, fields that nobody writes beside it.
import type { Span } from '../source.ts';
import { isStarted } from './absence.ts';
import type { CheckContext } from './context.ts';

type Use = { readonly index: number; readonly at: Span; readonly context: CheckContext };

/** A result is that of a node before the reader. */
export function checkNodeRead(other: number, { index, at, context: { document, order, reporter } }: Use): void {
  const [read, reader] = [document.nodes[other], document.nodes[index]];
  if (read === undefined || reader === undefined || order.isBefore(other, index)) return;
  // In a cycle, which is reported, nothing is before anything.
  if (other !== index && order.cycle.includes(other) && order.cycle.includes(index)) return;
  if (other === index) {
    reporter.report({
      code: 'W405',
      span: at,
      message: `\`${reader.name}\` reads its own result, which is there only when it has ended`,
      help: 'read it in a node after it; what a node before it left stands in a state field',
    });
    return;
  }
  const why = order.isBefore(index, other) ? 'runs after it' : 'may run beside it';
  reporter.report({
    code: 'W405',
    span: at,
    message: `\`${reader.name}\` reads the result of \`${read.name}\`, which ${why}`,
    help:
      document.edges === undefined
        ? `list \`${read.name}\` before \`${reader.name}\``
        : `add an edge that leads from \`${read.name}\` to \`${reader.name}\``,
    related: [{ span: read.at.span, message: `\`${read.name}\` stands here` }],
  });
}

/** A field is an input, has a default, or is written by a node before; and no node beside the reader writes it. */
export function checkFieldRead(field: string, { index, at, context }: Use): void {
  const { document, fields, order, isExclusive, writers, reporter } = context;
  const reader = document.nodes[index];
  const writing = writers.get(field) ?? [];
  if (reader === undefined || writing.length === 0) return;
  const beside = writing.find(
    (writer) =>
      writer !== index &&
      document.nodes[writer]?.isFinally === false &&
      !order.isBefore(writer, index) &&
      !order.isBefore(index, writer) &&
      !isExclusive(writer, index),
  );
  if (beside !== undefined) {
    const other = document.nodes[beside];
    reporter.report({
      code: 'W407',
      span: at,
      message: `\`${reader.name}\` reads \`${field}\`, which \`${other?.name}\` may write at the same time`,
      help: `add an edge between \`${other?.name}\` and \`${reader.name}\``,
      related: other === undefined ? [] : [{ span: other.at.span, message: `\`${other.name}\` writes it` }],
    });
    return;
  }
  const declared = fields.get(field);
  if (
    (declared !== undefined && isStarted(declared, document)) ||
    writing.some((writer) => order.isBefore(writer, index))
  )
    return;
  if (writing.some((writer) => order.sharesLoop(writer, index))) return;
  const [first] = writing;
  const writer = first === undefined ? undefined : document.nodes[first];
  reporter.report({
    code: 'W405',
    span: at,
    message: `\`${reader.name}\` reads \`${field}\`, which is written only ${first === index ? 'by itself' : 'later'}`,
    help: `give \`${field}\` a default, or write it in a node before \`${reader.name}\``,
    related:
      writer === undefined || first === index
        ? []
        : [{ span: writer.at.span, message: `\`${writer.name}\` writes it` }],
  });
}

// A node's `outputs`: fields that exist, properties that the node can produce, types that fit.
import type { ExpressionType } from '@configurable-agents/core/expression';
import type { OutputWrite } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { suggest } from '../expression/check.ts';
import { DYN, mayFit, showType } from '../expression/types.ts';
import type { FieldDoc, NodeDoc, OutputDoc } from '../parse/document.ts';
import { splitPath } from '../template/scan.ts';
import type { CheckContext } from './context.ts';

const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*$/;

export function checkOutputs(node: NodeDoc, context: CheckContext, output: ExpressionType): readonly OutputWrite[] {
  // An output that is no object goes whole to the one field that is named.
  const isWhole =
    output.kind !== 'map' && output.kind !== 'dyn' && node.outputs.every(({ source }) => source === undefined);
  if (isWhole && node.outputs.length > 1) {
    const second = node.outputs[1] as OutputDoc;
    context.reporter.report({
      code: 'W408',
      span: second.at.span,
      message: `the output of \`${node.name}\` is ${showType(output)}, so it can go to one field only`,
      help: 'give the node an `output_schema` with a property for each field',
    });
    return [];
  }
  return node.outputs.flatMap((each) => {
    if (!context.fields.has(each.field)) {
      context.reporter.report({
        code: 'W307',
        span: each.at.span,
        message: `there is no state field \`${each.field}\``,
        help: suggest(each.field, [...context.fields.keys()]),
      });
      return [];
    }
    const path = isWhole ? [] : pathOf(each, context);
    if (path === undefined) return [];
    const type = typeAt(output, { path, each, node, context });
    if (type === undefined) return [];
    checkType(type, { each, node, context });
    return [{ field: each.field, path }];
  });
}

function pathOf({ field, source }: OutputDoc, { reporter }: CheckContext): readonly (string | number)[] | undefined {
  if (source === undefined) return [field];
  const text = String(source.value);
  if (PATH.test(text)) return splitPath(text);
  reporter.report({
    code: 'W408',
    span: source.span,
    message: `\`${text}\` is no property path`,
    help: 'write a path such as `items[0].title`',
  });
  return undefined;
}

function typeAt(
  output: ExpressionType,
  at: {
    readonly path: readonly (string | number)[];
    readonly each: OutputDoc;
    readonly node: NodeDoc;
    readonly context: CheckContext;
  },
): ExpressionType | undefined {
  let type = output;
  for (const step of at.path) {
    if (type.kind === 'dyn' || type.kind === 'nullable') return DYN;
    if (type.kind === 'list' && typeof step === 'number') {
      type = type.item;
      continue;
    }
    const next =
      type.kind === 'map' && typeof step === 'string' && Object.hasOwn(type.fields, step)
        ? type.fields[step]
        : undefined;
    if (next !== undefined) {
      type = next;
      continue;
    }
    if (type.kind === 'map' && type.open) return DYN;
    const help = type.kind === 'map' ? suggest(String(step), Object.keys(type.fields)) : `it is ${showType(type)}`;
    const { span } = at.each.source ?? at.each.at;
    at.context.reporter.report({
      code: 'W408',
      span,
      message: `the output of \`${at.node.name}\` has no \`${String(step)}\``,
      help,
    });
    return undefined;
  }
  return type;
}

function checkType(
  type: ExpressionType,
  { each, node, context }: { readonly each: OutputDoc; readonly node: NodeDoc; readonly context: CheckContext },
): void {
  const field = context.fields.get(each.field);
  if (field === undefined || fitsField(type, { field, node })) return;
  const declared = typeof field.schema === 'object' ? String(field.schema['type']) : 'any';
  const help =
    node.uses === 'llm' && node.outputSchema === undefined ? `give \`${node.name}\` an \`output_schema\`` : undefined;
  context.reporter.report({
    code: 'W409',
    span: each.at.span,
    message: `the output of \`${node.name}\` is ${showType(type)}, and the field \`${each.field}\` is ${declared}`,
    help,
    related: [{ span: field.at.span, message: `\`${each.field}\` is declared here` }],
  });
}

/** Whether a contribution fits: a value of the field, or what its reducer makes one of. */
function fitsField(
  type: ExpressionType,
  { field, node }: { readonly field: FieldDoc; readonly node: NodeDoc },
): boolean {
  const { schema, reduce } = field;
  const items = typeof schema === 'object' ? (schema['items'] as JsonSchema | undefined) : undefined;
  if (reduce === undefined) {
    if (node.forEach === undefined) return mayFit(type, schema);
    // Without a reducer the field takes the list of the items' values.
    return mayFit({ kind: 'list', item: type }, schema) && mayFit(type, items);
  }
  if (reduce.value === 'append') return mayFit(type, schema) || mayFit(type, items);
  const isWord = ['merge', 'sum', 'max', 'min', 'last'].includes(String(reduce.value));
  return !isWord || mayFit(type, schema);
}

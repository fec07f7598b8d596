// A node's `outputs`: fields that exist, properties that the node can produce, types that fit.
import type { ExpressionType } from '@configurable-agents/core/expression';
import type { OutputWrite } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { suggest } from '../expression/check.ts';
import { DYN, mayFit, showType } from '../expression/types.ts';
import { schemaAt } from '../template/produced.ts';
import type { FieldDoc, NodeDoc, OutputDoc } from '../parse/document.ts';
import { splitPath } from '../template/scan.ts';
import { fieldSchema } from './context.ts';
import type { CheckContext } from './context.ts';
import { checkFlow } from './misfit.ts';
import type { NodeOutput } from './node.ts';

const WHOLE = /^\s*\$\{\{\s*output\s*\}\}\s*$/;
const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*$/;

export function checkOutputs(
  node: NodeDoc,
  context: CheckContext,
  { output, schema }: NodeOutput,
): readonly OutputWrite[] {
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
        ...suggest(each.field, [...context.fields.keys()]),
      });
      return [];
    }
    const path = isWhole ? [] : pathOf(each, context);
    if (path === undefined) return [];
    const type = typeAt(output, { path, each, node, context });
    if (type === undefined) return [];
    checkType({ output: type, schema: schemaAt(schema, path) ?? {} }, { each, node, context });
    return [{ field: each.field, path }];
  });
}

function pathOf({ field, source }: OutputDoc, { reporter }: CheckContext): readonly (string | number)[] | undefined {
  if (source === undefined) return [field];
  const text = String(source.value);
  if (WHOLE.test(text)) return [];
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
    const way =
      type.kind === 'map' ? suggest(String(step), Object.keys(type.fields)) : { help: `it is ${showType(type)}` };
    const { span } = at.each.source ?? at.each.at;
    at.context.reporter.report({
      code: 'W408',
      span,
      message: `the output of \`${at.node.name}\` has no \`${String(step)}\``,
      ...way,
    });
    return undefined;
  }
  return type;
}

function checkType(
  { output: type, schema }: NodeOutput,
  { each, node, context }: { readonly each: OutputDoc; readonly node: NodeDoc; readonly context: CheckContext },
): void {
  const field = context.fields.get(each.field);
  const to = fieldSchema(each.field, context);
  if (field === undefined || to === undefined) return;
  const given = contribution({ from: schema, to }, { field, node });
  if (given === undefined) return;
  const isText = node.uses === 'llm' && node.outputSchema === undefined;
  const help = isText ? `give \`${node.name}\` an \`output_schema\`` : helpOf(type, { each, node });
  const flow = {
    what: `the output of \`${node.name}\``,
    into: `the field \`${each.field}\``,
    ...given,
  };
  checkFlow(
    flow,
    {
      span: each.at.span,
      ...(help === undefined ? {} : { help }),
      ...(mayFit(type, given.to) || node.forEach !== undefined ? {} : { plain: `is ${showType(type)}` }),
      related: [{ span: field.at.span, message: `\`${each.field}\` is declared here` }],
    },
    context.reporter,
  );
}

function helpOf(
  type: ExpressionType,
  { each, node }: { readonly each: OutputDoc; readonly node: NodeDoc },
): string | undefined {
  if (type.kind !== 'double' || node.outputSchema === undefined) return undefined;
  return `declare \`type: integer\` for \`${String(each.source?.value ?? each.field)}\` in the \`output_schema\`, or make the field a number`;
}

/** What a contribution gives, and what the field takes of it: a value of the field, or what its reducer makes one of. */
function contribution(
  { from, to }: { readonly from: JsonSchema; readonly to: JsonSchema },
  { field, node }: { readonly field: FieldDoc; readonly node: NodeDoc },
): { readonly from: JsonSchema; readonly to: JsonSchema } | undefined {
  const { reduce } = field;
  // Without a reducer the field takes the list of the items' values.
  if (reduce === undefined)
    return node.forEach === undefined ? { from, to } : { from: { type: 'array', items: from }, to };
  if (reduce.value === 'append') {
    const items = typeof to === 'object' ? (to['items'] as JsonSchema | undefined) : undefined;
    return { from, to: items === undefined ? true : { anyOf: [to, items] } };
  }
  // An expression over `old` and `new` may take anything.
  return ['merge', 'sum', 'max', 'min', 'last'].includes(String(reduce.value)) ? { from, to } : undefined;
}

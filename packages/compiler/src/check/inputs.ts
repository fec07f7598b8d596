// A node's `with` against the input schema of its action or its workflow: names, presence, types.
import type { ExpressionType } from '@configurable-agents/core/expression';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import type { Reporter } from '../diagnostic.ts';
import { suggest } from '../expression/check.ts';
import { mayFit, showType } from '../expression/types.ts';
import type { NodeDoc } from '../parse/document.ts';
import { entriesOf, textOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import { scanTemplate } from '../template/scan.ts';
import type { CheckContext } from './context.ts';

type ObjectSchema = {
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
};

export function checkInputs(
  node: NodeDoc,
  { catalogue, reporter }: CheckContext,
  { given, child }: { readonly given: ExpressionType | undefined; readonly child: ExecutionGraph | undefined },
): void {
  const input = child?.inputs ?? catalogue.actions.get(node.uses)?.input;
  if (input === undefined || typeof input === 'boolean') return;
  const { properties = {}, required = [], additionalProperties = false } = input as ObjectSchema;
  const what = child === undefined ? node.uses : child.name;
  const types = given?.kind === 'map' ? given.fields : {};
  for (const { key, value } of entriesOf(node.with)) {
    const name = String(key.value);
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (schema === undefined) {
      if (additionalProperties === false) {
        reporter.report({
          code: 'W308',
          span: key.span,
          message: `\`${what}\` takes no input \`${name}\``,
          help: suggest(name, Object.keys(properties)),
        });
      }
      continue;
    }
    const type = types[name];
    if (type === undefined || mayFit(type, schema)) continue;
    reportType(value, { reporter, what, name, type, schema });
  }
  reportMissing(node, { what, required, reporter });
}

type Misfit = {
  readonly reporter: Reporter;
  readonly what: string;
  readonly name: string;
  readonly type: ExpressionType;
  readonly schema: JsonSchema;
};

function reportType(value: YamlNode, { reporter, what, name, type, schema }: Misfit): void {
  const text = textOf(value);
  const pieces = text === undefined ? [] : scanTemplate(text);
  const [only] = pieces;
  // `"{limit}"` always makes text; what is meant is the value itself.
  const isPlaceholder = pieces.length === 1 && only?.kind === 'placeholder' && text !== undefined;
  const path = isPlaceholder ? text.slice(only.start, only.end) : '';
  reporter.report({
    code: 'W409',
    span: value.span,
    message: `\`${name}\` of \`${what}\` is ${showType(type)}, and must be ${wanted(schema)}`,
    ...(isPlaceholder
      ? {
          help: `\`{${path}}\` always makes text; \`\${{ ${path} }}\` keeps the type`,
          fix: { title: 'keep the type', span: value.span, text: `"\${{ ${path} }}"` },
        }
      : {}),
  });
}

function reportMissing(
  node: NodeDoc,
  {
    what,
    required,
    reporter,
  }: { readonly what: string; readonly required: readonly string[]; readonly reporter: Reporter },
): void {
  for (const name of required) {
    if (entriesOf(node.with).some(({ key }) => key.value === name)) continue;
    reporter.report({
      code: 'W309',
      span: node.usesAt.span,
      message: `\`${what}\` needs the input \`${name}\``,
      help: `add it under \`with:\``,
    });
  }
}

function wanted(schema: JsonSchema): string {
  if (typeof schema === 'boolean') return 'any value';
  const { type } = schema;
  return Array.isArray(type) ? type.join(' or ') : String(type);
}

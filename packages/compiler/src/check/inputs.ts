// A node's `with` against the input schema of its action or its workflow: names, presence, types.
import type { ExpressionType } from '@configurable-agents/core/expression';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import type { Reporter } from '../diagnostic.ts';
import { suggest } from '../expression/check.ts';
import { mayFit, showType } from '../expression/types.ts';
import type { NodeDoc } from '../parse/document.ts';
import { entriesOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import type { Compiled } from '../template/compile.ts';
import { schemaAt } from '../template/produced.ts';
import type { CheckContext } from './context.ts';
import { keptType } from './kept-type.ts';
import { checkFlow } from './misfit.ts';

type ObjectSchema = {
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
};

export function checkInputs(
  node: NodeDoc,
  { catalogue, reporter }: CheckContext,
  { given, child }: { readonly given: Compiled | undefined; readonly child: ExecutionGraph | undefined },
): void {
  const input = child?.inputs ?? catalogue.actions.get(node.uses)?.input;
  if (input === undefined || typeof input === 'boolean') return;
  const { properties = {}, required = [], additionalProperties = false } = input as ObjectSchema;
  const what = child === undefined ? node.uses : child.name;
  const types = given?.type.kind === 'map' ? given.type.fields : {};
  for (const { key, value } of entriesOf(node.with)) {
    const name = String(key.value);
    if (!Object.hasOwn(properties, name)) {
      if (additionalProperties === false) {
        reporter.report({
          code: 'W308',
          span: key.span,
          message: `\`${what}\` takes no input \`${name}\``,
          ...suggest(name, Object.keys(properties)),
        });
      }
      continue;
    }
    const type = types[name];
    if (type !== undefined) checkValue(value, { what, name, type, from: given?.schema ?? {}, to: input, reporter });
  }
  const names = entriesOf(node.with).map(({ key }) => String(key.value));
  // A name that is nearly the one that is missing is that one, misspelt: that has been said.
  const meant = names.flatMap((name) =>
    Object.hasOwn(properties, name) ? [] : (suggest(name, Object.keys(properties)).meant?.to ?? []),
  );
  const missing = required.filter((name) => !names.includes(name) && !meant.includes(name));
  reportMissing(node, { what, missing, reporter });
}

function reportMissing(
  node: NodeDoc,
  {
    what,
    missing,
    reporter,
  }: { readonly what: string; readonly missing: readonly string[]; readonly reporter: Reporter },
): void {
  for (const name of missing) {
    reporter.report({
      code: 'W309',
      span: node.usesAt.span,
      message: `\`${what}\` needs the input \`${name}\``,
      help: `add it under \`with:\``,
    });
  }
}

type Value = {
  /** The action, or the workflow. */
  readonly what: string;
  readonly name: string;
  readonly type: ExpressionType;
  /** What all inputs are, and must be. */
  readonly from: JsonSchema;
  readonly to: JsonSchema;
  readonly reporter: Reporter;
};

function checkValue(value: YamlNode, { what, name, type, from, to, reporter }: Value): void {
  const wanted = schemaAt(to, [name]) ?? true;
  const isOtherKind = !mayFit(type, wanted) && value.kind === 'scalar';
  checkFlow(
    { what: `\`${name}\` of \`${what}\``, into: 'it', from: schemaAt(from, [name]) ?? {}, to: wanted },
    {
      span: value.span,
      ...(isOtherKind ? { plain: `is ${showType(type)}`, ...keptType(value) } : {}),
    },
    reporter,
  );
}

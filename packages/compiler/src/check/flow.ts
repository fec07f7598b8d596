// The parts of a node that say when, how often and for what it waits: lists, routes, waits, questions.
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import { parseDuration } from '@configurable-agents/core/graph';
import type { ApprovalNode, ForEach, Template, WaitFor } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { DYN, INT, mapOf, STRING, typeOfSchema } from '../expression/types.ts';
import type { Finding } from '../diagnostic.ts';
import type { NodeDoc, WorkflowDoc } from '../parse/document.ts';
import { entriesOf, jsonOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import { resultType, withNames } from '../resolve/scope.ts';
import type { Scope } from '../resolve/scope.ts';
import { unsure } from './absence.ts';
import { compileCondition, compileTemplate } from '../template/compile.ts';
import type { Place } from '../template/compile.ts';

/** A wait or a question, without the node around it. */
export type CheckedWait =
  | { readonly kind: 'wait'; readonly wait: WaitFor; readonly output: ExpressionType }
  | ({ readonly kind: 'approval'; readonly output: ExpressionType } & Pick<
      ApprovalNode,
      'message' | 'show' | 'form' | 'timeout_ms' | 'default'
    >);

export type CheckedFlow = {
  readonly forEach?: ForEach;
  readonly wait?: CheckedWait;
  readonly routes?: readonly { readonly when?: Expression }[];
};

/** `"{items}"` always makes text; the list itself is meant. */
function placeholderOf(given: YamlNode): Pick<Finding, 'help' | 'fix'> {
  const [, path] = /^\{[ \t]*([\w.[\]]+)[ \t]*\}$/.exec(textOf(given) ?? '') ?? [];
  if (path === undefined) return {};
  const text = `"\${{ ${path} }}"`;
  return {
    help: `\`{${path}}\` always makes text; write \`\${{ ${path} }}\` for the list`,
    fix: { title: 'keep the list', span: given.span, text },
  };
}

/** The list of a map, and the scope of its items. */
export function checkForEach(
  { forEach }: NodeDoc,
  place: Place,
): { readonly forEach: ForEach; readonly scope: Scope } | undefined {
  const given = valueOf(forEach, 'in');
  if (forEach === undefined || given === undefined) return undefined;
  const list = compileTemplate(given, place);
  if (list.type.kind !== 'list' && list.type.kind !== 'dyn' && list.type.kind !== 'nullable') {
    place.reporter.report({
      code: 'W409',
      span: given.span,
      message: '`for_each.in` must be a list',
      help: 'name one by `${{ }}`, such as `in: ${{ state.items }}`',
      ...placeholderOf(given),
    });
  }
  const number = (key: string, fallback: number): number => {
    const value = valueOf(forEach, key);
    return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : fallback;
  };
  const as = textOf(valueOf(forEach, 'as')) ?? 'item';
  const indexAs = textOf(valueOf(forEach, 'index_as')) ?? 'index';
  const onError = textOf(valueOf(forEach, 'on_item_error'));
  return {
    forEach: {
      in: list.template,
      as,
      index_as: indexAs,
      max_parallel: number('max_parallel', 1),
      max_items: number('max_items', 1000),
      on_item_error: onError === 'continue' || onError === 'collect' ? onError : 'fail',
    },
    scope: withNames(place.scope, { [as]: list.type.kind === 'list' ? list.type.item : DYN, [indexAs]: INT }),
  };
}

/** The conditions of a node's routes, over its own result too. */
export function checkRoutes(
  node: NodeDoc,
  {
    scope,
    reporter,
    document,
    output,
    useOwn,
  }: Place & { readonly document: WorkflowDoc; readonly output: ExpressionType; readonly useOwn: () => void },
): Pick<CheckedFlow, 'routes'> {
  const { name } = node;
  const edge = (document.edges ?? []).find(
    ({ from, routes }) => routes !== undefined && from.some(({ value }) => value === name),
  );
  if (edge?.routes === undefined) return {};
  const own: Scope = {
    ...scope,
    typeOf: (root) => (root === name ? resultType(output) : scope.typeOf(root)),
    schemaOf: (root) => (root === name ? undefined : scope.schemaOf(root)),
    use: (root, field, at) => (root === name ? useOwn() : scope.use(root, field, at)),
    // A node that was skipped or passed over still chooses a way, without a result.
    absence: (root) => (root === name ? unsure(node, undefined) : scope.absence(root)),
  };
  return {
    routes: edge.routes.map(({ when }) => {
      const condition = when && compileCondition(when, { scope: own, reporter });
      return condition === undefined ? {} : { when: condition };
    }),
  };
}

/** What a wait or an approval is told under `with`. */
export function checkWait({ uses, name, with: given }: NodeDoc, place: Place): CheckedWait | undefined {
  if (uses === 'approval') return approvalOf(name, { given, place });
  return uses === 'wait' ? waitOf(given, place) : undefined;
}

function waitOf(given: YamlNode | undefined, place: Place): CheckedWait {
  const template = (key: string): Template | undefined => {
    const value = valueOf(given, key);
    return value && compileTemplate(value, place).template;
  };
  const woken = mapOf({ woke_at: STRING });
  const [duration, until] = [template('duration'), template('until')];
  if (duration !== undefined) return { kind: 'wait', wait: { for: 'duration', duration }, output: woken };
  if (until !== undefined) return { kind: 'wait', wait: { for: 'time', until }, output: woken };
  const schema = schemaOf(valueOf(given, 'schema')) ?? true;
  const wait: WaitFor = {
    for: 'signal',
    signal: textOf(valueOf(given, 'signal')) ?? '',
    schema,
    ...timeLimit(given),
    ...present(template('default')),
  };
  return { kind: 'wait', wait, output: typeOfSchema(schema) };
}

/** What is asked where a form is not given: yes or no. */
const YES_OR_NO: JsonSchema = {
  type: 'object',
  properties: { approved: { type: 'boolean' } },
  required: ['approved'],
};

function approvalOf(
  name: string,
  { given, place }: { readonly given: YamlNode | undefined; readonly place: Place },
): CheckedWait {
  const template = (key: string): Template | undefined => {
    const value = valueOf(given, key);
    return value && compileTemplate(value, place).template;
  };
  const form = schemaOf(valueOf(given, 'form')) ?? YES_OR_NO;
  return {
    kind: 'approval',
    message: template('message') ?? { kind: 'literal', value: name },
    show: template('show') ?? { kind: 'object', entries: [] },
    form,
    ...timeLimit(given),
    ...present(template('default')),
    output: typeOfSchema(form),
  };
}

function timeLimit(given: YamlNode | undefined): { readonly timeout_ms?: number } {
  const value = valueOf(given, 'timeout');
  const ms = value?.kind === 'scalar' ? parseDuration(value.value) : undefined;
  return ms === undefined ? {} : { timeout_ms: ms };
}

function present(value: Template | undefined): { readonly default?: Template } {
  return value === undefined ? {} : { default: value };
}

function schemaOf(node: YamlNode | undefined): JsonSchema | undefined {
  if (node?.kind === 'map' && entriesOf(node).length > 0) return jsonOf(node) as JsonSchema;
  return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
}

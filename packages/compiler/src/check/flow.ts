// The parts of a node that say when, how often and for what it waits: lists, routes, waits, questions.
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import { schemaAt } from '../parse/schemas.ts';
import type { Library } from '../parse/schemas.ts';
import { parseDuration } from '@configurable-agents/core/graph';
import type { ApprovalNode, ForEach, Template, WaitFor } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { DYN, INT, mapOf, STRING, typeOfSchema } from '../expression/types.ts';
import type { Finding } from '../diagnostic.ts';
import type { NodeDoc, WorkflowDoc } from '../parse/document.ts';
import { entriesOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import { resultSchema, resultType, withNames } from '../resolve/scope.ts';
import type { Scope } from '../resolve/scope.ts';
import type { Reporter } from '../diagnostic.ts';
import { isStarted, unsure } from './absence.ts';
import { reportDeadRoutes } from './dead-routes.ts';
import type { NodeOutput } from './node.ts';
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
  { isFlow }: Pick<WorkflowDoc, 'isFlow'>,
): { readonly forEach: ForEach; readonly scope: Scope } | undefined {
  const given = valueOf(forEach, 'in');
  if (forEach === undefined || given === undefined) return undefined;
  const list = compileTemplate(given, place);
  if (list.type.kind !== 'list' && list.type.kind !== 'dyn' && list.type.kind !== 'nullable') {
    place.reporter.report({
      code: 'W409',
      span: given.span,
      message: `\`${isFlow ? 'items_field' : 'for_each.in'}\` must be a list`,
      help: isFlow ? 'name a field of type list[T]' : 'name one by `${{ }}`, such as `in: ${{ state.items }}`',
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
    schema,
    useOwn,
  }: Place & NodeOutput & { readonly document: WorkflowDoc; readonly useOwn: (field?: string) => void },
): Pick<CheckedFlow, 'routes'> {
  const { name } = node;
  const edge = (document.edges ?? []).find(
    ({ from, routes }) => routes !== undefined && from.some(({ value }) => value === name),
  );
  if (edge?.routes === undefined) return {};
  // Routes see what the node itself has just written.
  const isOwnWrite = (field: string): boolean => node.outputs.some((output) => output.field === field);
  // Without a value before, it is there only if the node has written it.
  const isOwnAlone = (name: string): boolean =>
    document.fields.some((field) => field.name === name && isOwnWrite(name) && !isStarted(field, document));
  const { isFlow } = document;
  const own: Scope = {
    ...scope,
    ...(isFlow ? { names: () => scope.names().filter((each) => each === 'state' || each === 'loop') } : {}),
    // The conditions of the flow dialect read fields by `state.` only.
    typeOf: (root) =>
      isFlow && document.fields.some((field) => field.name === root)
        ? undefined
        : root === name && !isFlow
          ? resultType(output)
          : scope.typeOf(root),
    // Values that a `set` node has been given are compared on purpose: while trying something out.
    schemaOf: (root) => (root !== name ? scope.schemaOf(root) : node.uses === 'set' ? undefined : resultSchema(schema)),
    use: (root, field, at) => {
      const read = root === 'state' ? (field ?? root) : root;
      if (root === name) useOwn();
      else if (isOwnWrite(read)) useOwn(read);
      else scope.use(root, field, at);
    },
    // A node that was skipped or passed over still chooses a way, without a result.
    absence: (root) => (root === name || isOwnAlone(root) ? unsure(node, undefined) : scope.absence(root)),
  };
  let isSound = true;
  const watching: Reporter = {
    ...reporter,
    report: (finding) => {
      isSound = false;
      reporter.report(finding);
    },
  };
  const place: Place = { scope: own, reporter: watching, ...(isFlow ? { dialect: 'flow' } : {}) };
  const conditions = edge.routes.map(({ when }) => when && compileCondition(when, place));
  // What is wrong with a condition, or decided by itself, is one finding.
  if (isSound) reportDeadRoutes({ edge, conditions, scope: own, document, reporter });
  return { routes: conditions.map((when) => (when === undefined ? {} : { when })) };
}

/** What a wait or an approval is told under `with`. */
export function checkWait(
  { uses, name, with: given }: NodeDoc,
  place: Place,
  library: Library,
): CheckedWait | undefined {
  if (uses === 'approval') return approvalOf(name, { given, place, library });
  return uses === 'wait' ? waitOf(given, { place, library }) : undefined;
}

type Schemas = { readonly place: Place; readonly library: Library };

function waitOf(given: YamlNode | undefined, { place, library }: Schemas): CheckedWait {
  const template = (key: string): Template | undefined => {
    const value = valueOf(given, key);
    return value && compileTemplate(value, place).template;
  };
  const woken = mapOf({ woke_at: STRING });
  const [duration, until] = [template('duration'), template('until')];
  if (duration !== undefined) return { kind: 'wait', wait: { for: 'duration', duration }, output: woken };
  if (until !== undefined) return { kind: 'wait', wait: { for: 'time', until }, output: woken };
  const schema = schemaAt(valueOf(given, 'schema'), library) ?? true;
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
  { given, place, library }: Schemas & { readonly given: YamlNode | undefined },
): CheckedWait {
  const template = (key: string): Template | undefined => {
    const value = valueOf(given, key);
    return value && compileTemplate(value, place).template;
  };
  const asked = valueOf(given, 'form');
  const form = (entriesOf(asked).length === 0 ? undefined : schemaAt(asked, library)) ?? YES_OR_NO;
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

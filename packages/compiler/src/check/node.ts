// One node: its templates and condition compiled, its inputs and outputs held against schemas, and what it reads.
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import type { ExecutionGraph, LlmTalk, OutputWrite, Reads, Template } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { suggest } from '../expression/check.ts';
import { dictionaryOf } from '../expression/basic.ts';
import { DYN, INT, mapOf, STRING, typeOfSchema } from '../expression/types.ts';
import type { NodeDoc } from '../parse/document.ts';
import { ENDED_RUN_TYPE, envType, RUN_TYPE } from '../resolve/scope.ts';
import type { Span } from '../source.ts';
import { ensured } from '../template/guard.ts';
import { schemaOfType } from '../template/produced.ts';
import { absenceOf } from './absence.ts';
import type { Scope } from '../resolve/scope.ts';
import { resultSchema, resultType } from '../resolve/scope.ts';
import { compileCondition, compileTemplate } from '../template/compile.ts';
import { checkForEach, checkRoutes, checkWait } from './flow.ts';
import type { CheckedFlow } from './flow.ts';
import type { Compiled } from '../template/compile.ts';
import { checkInputs } from './inputs.ts';
import { checkOutputs } from './outputs.ts';
import { checkTalk } from './talk.ts';
import { fieldSchema } from './context.ts';
import type { CheckContext } from './context.ts';

/** What `uses` names beside plugins' actions: their inputs are no action's. */
const ENGINE_KINDS: ReadonlySet<string> = new Set(['llm', 'set', 'workflow', 'wait', 'approval', 'code']);

/** What a node may say it uses, of the same. */
const ENGINE_ACTIONS = ['llm', 'code', 'set', 'wait', 'approval', 'trigger_workflow'];

export type CheckedNode = {
  readonly when: Expression | undefined;
  readonly with: Template | undefined;
  readonly prompt: Template | undefined;
  /** What an LLM node says beside it. */
  readonly talk: LlmTalk;
  readonly flow: CheckedFlow;
  readonly writes: readonly OutputWrite[];
  readonly reads: Reads;
  readonly output: ExpressionType;
  /** The output's JSON Schema: what it says of values beyond their type. */
  readonly schema: JsonSchema;
};

export type NodeOutput = Pick<CheckedNode, 'output' | 'schema'>;

/** Checks a node. `outputs` has the output types of the nodes before it in topological order. */
export function checkNode(index: number, context: CheckContext, outputs: ReadonlyMap<number, NodeOutput>): CheckedNode {
  const node = context.document.nodes[index] as NodeDoc;
  const { scope, reads, offer, useOwn } = openScope(index, context, outputs);
  const { reporter } = context;
  const when = node.when && compileCondition(node.when, { scope, reporter });
  const sure = when === undefined ? new Set<string>() : ensured(when, true);
  const each = checkForEach(node, { scope, reporter, sure });
  const place = { scope: each?.scope ?? scope, reporter, sure };
  const prompt = node.prompt && compileTemplate(node.prompt, place);
  // What a wait or an approval is told is not one map of values: each key has a meaning of its own.
  const wait = checkWait(node, place, context.document.library);
  const inputs = wait === undefined && node.with !== undefined ? compileTemplate(node.with, place) : undefined;
  const child = context.children.get(index);
  if (!ENGINE_KINDS.has(node.uses) || child !== undefined) checkInputs(node, context, { given: inputs, child });
  if (node.uses === 'llm') offer(propertiesOf(node.outputSchema));
  const own = outputOf(node, { context, given: inputs, child, wait: wait?.output });
  const { output, schema } =
    each === undefined
      ? own
      : { output: { kind: 'list' as const, item: own.output }, schema: { type: 'array', items: own.schema } };
  return {
    when,
    with: inputs?.template,
    prompt: prompt?.template,
    talk: checkTalk(node, place),
    flow: {
      ...(each === undefined ? {} : { forEach: each.forEach }),
      ...(wait === undefined ? {} : { wait }),
      ...checkRoutes(node, { scope, reporter, document: context.document, output, schema, useOwn }),
    },
    writes: checkOutputs(node, context, own),
    reads: reads(),
    output,
    schema,
  };
}

function outputOf(
  node: NodeDoc,
  {
    context,
    given,
    child,
    wait,
  }: {
    readonly context: CheckContext;
    readonly given: Compiled | undefined;
    readonly child: ExecutionGraph | undefined;
    readonly wait: ExpressionType | undefined;
  },
): NodeOutput {
  if (wait !== undefined) return { output: wait, schema: schemaOfType(wait) };
  if (node.uses === 'set') return { output: given?.type ?? DYN, schema: given?.schema ?? {} };
  if (node.uses === 'workflow') {
    if (node.isDetached) return ofSchema({ type: 'object', properties: { run_id: { type: 'string' } } });
    return child === undefined ? ofSchema(true) : ofSchema(child.outputs);
  }
  if (node.uses === 'code' && node.outputSchema === undefined) return ofSchema(true);
  if (node.outputSchema !== undefined) return ofSchema(node.outputSchema);
  if (node.uses === 'llm') return { output: STRING, schema: { type: 'string' } };
  const action = context.catalogue.actions.get(node.uses);
  if (action === undefined) {
    const isOfGitHub = /^[\w.-]+\/[\w./-]+@|^docker:\/\//.test(node.uses);
    const names = [...new Set([...context.catalogue.actions.keys(), ...ENGINE_ACTIONS])];
    context.reporter.report({
      code: 'W301',
      span: node.usesAt.span,
      message: `there is no action \`${node.uses}\``,
      ...suggest(node.uses, names),
      ...(isOfGitHub ? { help: `actions of GitHub Actions do not run here; ${suggest('', names).help}` } : {}),
    });
    return { output: DYN, schema: {} };
  }
  const { output } = action;
  const declared = output as { readonly fromConfig?: string; readonly default?: JsonSchema };
  return ofSchema((typeof declared.fromConfig === 'string' ? declared.default : output) ?? true);
}

function ofSchema(schema: JsonSchema): NodeOutput {
  return { output: typeOfSchema(schema), schema };
}

/** The node's names: state fields, results of the nodes before it, `state`, `inputs`, `run`. */
function openScope(
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
  const { document, indexOf, fields, order } = context;
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

/** Which of them there are is known only where the workflow runs. */
const SECRETS_TYPE: ExpressionType = dictionaryOf(STRING, STRING);

function propertiesOf(schema: JsonSchema | undefined): readonly string[] {
  return typeof schema === 'object' ? Object.keys(schema['properties'] ?? {}) : [];
}

function byText(a: string, b: string): number {
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

type Use = { readonly index: number; readonly at: Span; readonly context: CheckContext };

function checkNodeRead(other: number, { index, at, context: { document, order, reporter } }: Use): void {
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
function checkFieldRead(field: string, { index, at, context }: Use): void {
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
  const schema = fields.get(field)?.schema;
  const hasDefault = typeof schema === 'object' && 'default' in schema;
  const isStarted = fields.get(field)?.reduce !== undefined;
  if (hasDefault || isStarted || writing.some((writer) => order.isBefore(writer, index))) return;
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

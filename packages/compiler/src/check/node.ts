// One node: its templates and condition compiled, its inputs and outputs held against schemas, and what it reads.
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import { declaredOutput } from '@configurable-agents/core/graph';
import type { ExecutionGraph, LlmTalk, OutputWrite, Reads, Template } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { suggest } from '../expression/check.ts';
import { DYN, STRING, typeOfSchema } from '../expression/types.ts';
import type { NodeDoc } from '../parse/document.ts';
import { ensured } from '../template/guard.ts';
import { schemaOfType } from '../template/produced.ts';
import { compileCondition, compileTemplate } from '../template/compile.ts';
import { checkForEach, checkRoutes, checkWait } from './flow.ts';
import type { CheckedFlow } from './flow.ts';
import type { Compiled } from '../template/compile.ts';
import { checkInputs } from './inputs.ts';
import { openScope } from './node-scope.ts';
import { checkOutputs } from './outputs.ts';
import { checkTalk } from './talk.ts';
import type { CheckContext } from './context.ts';

/** What `uses` names beside plugins' actions: their inputs are no action's. */
const ENGINE_KINDS: ReadonlySet<string> = new Set(['llm', 'set', 'workflow', 'wait', 'approval', 'code']);

/** What a node may say it uses, of the same. */
export const ENGINE_ACTIONS: readonly string[] = ['llm', 'code', 'set', 'wait', 'approval', 'trigger_workflow'];

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
  const each = checkForEach(node, { scope, reporter, sure }, context.document);
  const place = { scope: each?.scope ?? scope, reporter, sure };
  const prompt = node.prompt && compileTemplate(node.prompt, place);
  // What a wait or an approval is told is not one map of values: each key has a meaning of its own.
  const wait = checkWait(node, place, context.document.library);
  const inputs = wait === undefined && node.with !== undefined ? compileTemplate(node.with, place) : undefined;
  const child = context.children.get(index);
  if ((!ENGINE_KINDS.has(node.uses) && !isPython(node, context)) || child !== undefined)
    checkInputs(node, context, { given: inputs, child });
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
    talk: checkTalk(node, place, context),
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
  if ((node.uses === 'code' || isPython(node, context)) && node.outputSchema === undefined) return ofSchema(true);
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
  return ofSchema(declaredOutput(action.output));
}

/** Code of the flow dialect, which no action runs. */
function isPython({ uses, code }: NodeDoc, { document }: CheckContext): boolean {
  return document.isFlow && uses === 'python' && code !== undefined;
}

function ofSchema(schema: JsonSchema): NodeOutput {
  return { output: typeOfSchema(schema), schema };
}

function propertiesOf(schema: JsonSchema | undefined): readonly string[] {
  return typeof schema === 'object' ? Object.keys(schema['properties'] ?? {}) : [];
}

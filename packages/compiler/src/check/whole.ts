// What belongs to the workflow as a whole: how fields fold, what the run gives, how long it may take.
import type { ExpressionType } from '@configurable-agents/core/expression';
import { parseDuration } from '@configurable-agents/core/graph';
import type { ExecutionGraph, Execution, OnFinish, Reads, Reducer } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { DYN, mapOf, typeOfSchema } from '../expression/types.ts';
import type { FieldDoc } from '../parse/document.ts';
import { textOf, valueOf } from '../parse/tree.ts';
import { envType, resultSchema, resultType, RUN_TYPE } from '../resolve/scope.ts';
import type { Scope } from '../resolve/scope.ts';
import { compileExpression, compileTemplate } from '../template/compile.ts';
import { resultAbsence } from './absence.ts';
import { admissionScope } from './admission.ts';
import { budgetOf } from './budget.ts';
import { gatesOf } from './gates.ts';
import { fieldSchema } from './context.ts';
import type { CheckContext } from './context.ts';
import { limitsOf } from './limits.ts';
import { onFinishOf } from './on-finish.ts';
import { byText } from './node-scope.ts';
import type { NodeOutput } from './node.ts';
import { checkTrackers } from './trackers.ts';

export type Whole = {
  readonly reducers: ReadonlyMap<string, Reducer>;
  readonly result: ExecutionGraph['result'];
  /** What `result:` gives; undefined without one. */
  readonly resultSchema: JsonSchema | undefined;
  readonly execution: Execution | undefined;
  readonly onFinish: OnFinish | undefined;
  readonly rendered: ExecutionGraph['rendered'];
};

const WORDS = ['append', 'merge', 'sum', 'max', 'min', 'last'] as const;

export function checkWhole(context: CheckContext, outputs: ReadonlyMap<number, NodeOutput>): Whole {
  const reducers = new Map<string, Reducer>();
  for (const field of context.document.fields) {
    const reducer = reducerOf(field, context);
    if (reducer !== undefined) reducers.set(field.name, reducer);
  }
  checkInputNames(context);
  const made = resultOf(context, outputs);
  return {
    reducers,
    result: made?.result,
    resultSchema: made?.schema,
    execution: executionOf(context),
    onFinish: onFinishOf(context),
    rendered: checkTrackers(context),
  };
}

function reducerOf({ name, schema, reduce }: FieldDoc, { reporter }: CheckContext): Reducer | undefined {
  if (reduce === undefined) return undefined;
  const word = WORDS.find((each) => each === reduce.value);
  if (word !== undefined) return word;
  if (typeof schema === 'boolean' || !('default' in schema)) {
    reporter.report({
      code: 'W429',
      span: reduce.span,
      message: `\`${name}\` folds by an expression and has no \`default\`, so there is no first \`old\``,
      help: 'give it a default, or use one of append, merge, sum, max, min, last',
    });
  }
  const types: { readonly [name: string]: ExpressionType } = { old: typeOfSchema(schema), new: DYN };
  const scope: Scope = {
    isNode: () => false,
    names: () => ['old', 'new'],
    typeOf: (root) => (Object.hasOwn(types, root) ? types[root] : undefined),
    schemaOf: () => undefined,
    use: () => {},
    absence: () => undefined,
  };
  const source = String(reduce.value);
  return { expression: compileExpression(reduce, { source, start: 0, place: { scope, reporter } }).tree };
}

/** `inputs:` names fields; a field that is no input is written by a node or has a default. */
function checkInputNames({ document, fields, reporter }: CheckContext): void {
  for (const input of document.inputs ?? []) {
    if (fields.has(String(input.value))) continue;
    reporter.report({
      code: 'W307',
      span: input.span,
      message: `there is no state field \`${input.value}\``,
      help: `the fields are ${[...fields.keys()].join(', ')}`,
    });
  }
}

/** What is there at the end: the state, and the results of all nodes. */
export function endScope(context: CheckContext, outputs: ReadonlyMap<number, NodeOutput>): Scope {
  const { fields, indexOf } = context;
  const state = mapOf(Object.fromEntries([...fields].map(([name, { schema }]) => [name, typeOfSchema(schema)])));
  return {
    isNode: (name) => indexOf.has(name),
    names: () => [...fields.keys(), ...indexOf.keys(), 'state', 'inputs', 'run', 'env'],
    typeOf: (name) => {
      const [field, node] = [fields.get(name), indexOf.get(name)];
      if (field !== undefined) return typeOfSchema(fieldSchema(name, context) ?? true);
      if (name === 'env') return envType(context.document);
      if (node !== undefined) return resultType(outputs.get(node)?.output ?? DYN);
      if (name === 'state' || name === 'inputs') return state;
      return name === 'run' ? RUN_TYPE : undefined;
    },
    schemaOf: (name) => {
      const schema = outputs.get(indexOf.get(name) ?? -1)?.schema;
      if (schema !== undefined) return resultSchema(schema);
      return fields.has(name) ? fieldSchema(name, context) : undefined;
    },
    // Nodes that were skipped are null here.
    absence: () => undefined,
    use: () => {},
  };
}

/** `result:` sees the state at the end and the results of all nodes. */
function resultOf(
  context: CheckContext,
  outputs: ReadonlyMap<number, NodeOutput>,
): { readonly result: Whole['result']; readonly schema: JsonSchema } | undefined {
  const { document, fields, indexOf, reporter } = context;
  if (document.result === undefined) return undefined;
  const [usedFields, usedNodes] = [new Set<string>(), new Set<string>()];
  let usesInputs = false;
  const use: Scope['use'] = (name, field) => {
    if (fields.has(name)) usedFields.add(name);
    else if (indexOf.has(name)) usedNodes.add(name);
    else if (name === 'inputs') usesInputs = true;
    else if (name === 'state') for (const each of field === undefined ? fields.keys() : [field]) usedFields.add(each);
  };
  const absence: Scope['absence'] = (name) => resultAbsence(indexOf.get(name), context);
  const scope = { ...endScope(context, outputs), use, absence };
  const { template, schema } = compileTemplate(document.result, { scope, reporter });
  const reads: Reads = {
    state: Object.fromEntries(
      [...usedFields]
        .filter((field) => fields.has(field))
        .toSorted(byText)
        .map((field) => [field, []]),
    ),
    nodes: [...usedNodes].toSorted(byText),
    inputs: usesInputs,
  };
  const { definitions } = document;
  const isRooted = typeof schema === 'boolean' || Object.keys(definitions).length === 0;
  return { result: { template, reads }, schema: isRooted ? schema : { ...schema, $defs: definitions } };
}

function executionOf(context: CheckContext): Execution | undefined {
  const { execution } = context.document;
  if (execution === undefined) return undefined;
  const timeout = valueOf(execution, 'timeout');
  const ms = timeout?.kind === 'scalar' ? parseDuration(timeout.value) : undefined;
  const isDrained = textOf(valueOf(execution, 'on_failure')) === 'drain';
  return {
    ...(ms === undefined ? {} : { timeout_ms: ms }),
    ...(isDrained ? { on_failure: 'drain' } : {}),
    ...budgetOf(valueOf(execution, 'budget')),
    ...gatesOf(valueOf(execution, 'gates')),
    ...limitsOf(execution, { scope: admissionScope(context), reporter: context.reporter }),
  };
}

// `tests:` of a workflow: what each names is there, and what it gives and expects can be.
import type { Expression } from '@configurable-agents/core/expression';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { suggest } from '../expression/suggest.ts';
import { DYN } from '../expression/types.ts';
import { entriesOf, itemsOf, jsonOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import { ENDED_RUN_TYPE, withNames } from '../resolve/scope.ts';
import type { Span } from '../source.ts';
import { compileCondition } from '../template/compile.ts';
import type { CheckContext } from './context.ts';
import type { CheckedNode } from './node.ts';
import { checkMocks } from './test-mocks.ts';
import { checkTestValues } from './test-values.ts';
import { endScope } from './whole.ts';

/** One entry of `tests:`, as written, with its conditions compiled. */
export type TestCase = {
  readonly name: string;
  readonly inputs?: JsonObject;
  readonly trigger?: { readonly name: string; readonly event: Json };
  readonly mocks: { readonly [node: string]: Json };
  readonly answers: { readonly [node: string]: JsonObject };
  readonly signals: { readonly [signal: string]: readonly Json[] };
  readonly expect: JsonObject;
  readonly that: readonly { readonly text: string; readonly condition: Expression | undefined }[];
};

export type TestPlace = { readonly context: CheckContext; readonly nodes: ReadonlyMap<number, CheckedNode> };

/** Checks all tests, and gives them as data. */
export function checkTests(place: TestPlace): readonly TestCase[] {
  const { document, reporter } = place.context;
  const seen = new Map<string, Span>();
  return itemsOf(valueOf(document.root, 'tests')).flatMap((test) => {
    const at = valueOf(test, 'name');
    const name = textOf(at);
    if (at === undefined || name === undefined) return [];
    const before = seen.get(name);
    if (before !== undefined) {
      const related = [{ span: before, message: 'the other one' }];
      const message = `two tests are named \`${name}\``;
      reporter.report({ code: 'W306', span: at.span, message, help: 'give one of them another name', related });
    }
    seen.set(name, at.span);
    checkNames(test, place);
    checkMocks(test, { ...place, at: at.span });
    checkTestValues(test, { ...place, at: at.span });
    return [caseOf(test, name, conditionsOf(test, place))];
  });
}

function conditionsOf(test: YamlNode, { context, nodes }: TestPlace): TestCase['that'] {
  const scope = withNames(endScope(context, nodes), { result: DYN, run: ENDED_RUN_TYPE });
  return itemsOf(valueOf(valueOf(test, 'expect'), 'that')).flatMap((item) => {
    if (item.kind !== 'scalar') return [];
    return [{ text: item.spelling, condition: compileCondition(item, { scope, reporter: context.reporter }) }];
  });
}

/** Nodes, signals, triggers and fields that a test names. */
function checkNames(test: YamlNode, { context }: TestPlace): void {
  const { document, indexOf, fields, reporter } = context;
  const known = (name: YamlNode | undefined, what: string, names: readonly string[]): void => {
    const text = name?.kind === 'scalar' ? String(name.value) : undefined;
    if (name === undefined || text === undefined || names.includes(text)) return;
    const message = `there is no ${what} \`${text}\``;
    reporter.report({ code: 'W340', span: name.span, message, ...suggest(text, names) });
  };
  const keys = (key: string): readonly YamlNode[] => entriesOf(valueOf(test, key)).map((entry) => entry.key);
  const expect = valueOf(test, 'expect');
  const nodes = [...indexOf.keys()];
  const named = [...itemsOf(valueOf(expect, 'visited')), ...itemsOf(valueOf(expect, 'not_visited'))];
  for (const node of [...keys('mocks'), ...named]) known(node, 'node', nodes);
  const approvals = document.nodes.filter(({ uses }) => uses === 'approval').map(({ name }) => name);
  for (const node of keys('answers')) known(node, 'approval', approvals);
  const signals = document.nodes
    .filter(({ uses }) => uses === 'wait')
    .flatMap((node) => textOf(valueOf(node.with, 'signal')) ?? []);
  for (const signal of keys('signals')) known(signal, 'wait for a signal', signals);
  for (const { key } of entriesOf(valueOf(expect, 'state'))) known(key, 'state field', [...fields.keys()]);
  known(valueOf(valueOf(test, 'trigger'), 'name'), 'trigger', triggerNames(context));
}

/** The names of the entries, as they are given where none is written. */
function triggerNames({ document }: CheckContext): readonly string[] {
  const counts = new Map<string, number>();
  return document.triggers.map(({ uses, name }) => {
    const count = (counts.get(uses) ?? 0) + 1;
    counts.set(uses, count);
    return name ?? (count === 1 ? uses : `${uses}_${count}`);
  });
}

function caseOf(test: YamlNode, name: string, that: TestCase['that']): TestCase {
  // The shape check has made sure of the kinds.
  const map = <T>(key: string): { readonly [name: string]: T } =>
    objectOf(valueOf(test, key)) as { readonly [name: string]: T };
  const [inputs, trigger] = [valueOf(test, 'inputs'), valueOf(test, 'trigger')];
  const { that: _that, ...expect } = objectOf(valueOf(test, 'expect'));
  return {
    name,
    ...(inputs === undefined ? {} : { inputs: objectOf(inputs) }),
    ...(trigger === undefined ? {} : { trigger: objectOf(trigger) as TestCase['trigger'] & object }),
    mocks: map('mocks'),
    answers: map('answers'),
    signals: map('signals'),
    expect,
    that,
  };
}

function objectOf(node: YamlNode | undefined): JsonObject {
  return node?.kind === 'map' ? (jsonOf(node) as JsonObject) : {};
}

import { nearest } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { suggest } from '../expression/suggest.ts';
import { entriesOf, entryOf, itemsOf, jsonOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import type { Span } from '../source.ts';
import { inputNames } from './admission.ts';
import { fieldSchema } from './context.ts';
import { checkValue as reportMisfit } from './misfit.ts';
import type { TestPlace } from './tests.ts';

type Place = TestPlace & { readonly at: Span };

/** What a test gives and expects: inputs, answers and payloads fit, and expectations do not contradict each other. */
export function checkTestValues(test: YamlNode, place: Place): void {
  const { context, nodes } = place;
  if (valueOf(test, 'trigger') === undefined) checkGiven(valueOf(test, 'inputs'), place);
  for (const { key, value } of entriesOf(valueOf(test, 'answers'))) {
    const wait = nodes.get(context.indexOf.get(String(key.value)) ?? -1)?.flow.wait;
    if (wait?.kind === 'approval') checkValue(value, { what: 'this answer', into: 'the form', to: wait.form, place });
  }
  for (const { key, value } of entriesOf(valueOf(test, 'signals'))) {
    const waits = [...nodes.values()].flatMap(({ flow }) => (flow.wait?.kind === 'wait' ? [flow.wait.wait] : []));
    const wait = waits.find((each) => each.for === 'signal' && each.signal === key.value);
    if (wait?.for !== 'signal') continue;
    for (const item of itemsOf(value))
      checkValue(item, { what: 'this payload', into: 'the signal', to: wait.schema, place });
  }
  checkExpectations(test, place);
}

function checkGiven(given: YamlNode | undefined, place: Place): void {
  const { context, at } = place;
  const inputs = inputNames(context);
  const misspelt = new Set<string>();
  for (const { key, value } of entriesOf(given)) {
    const name = String(key.value);
    if (!inputs.includes(name)) {
      const near = nearest(name, inputs);
      if (near !== undefined) misspelt.add(near);
      const message = `the workflow takes no input \`${name}\``;
      context.reporter.report({ code: 'W308', span: key.span, message, ...suggest(name, inputs) });
      continue;
    }
    checkValue(value, { what: `\`${name}\``, into: 'the input', to: fieldSchema(name, context) ?? true, place });
  }
  for (const name of inputs) {
    const schema = context.fields.get(name)?.schema;
    const isGiven = entryOf(given, name) !== undefined || misspelt.has(name);
    if ((typeof schema === 'object' && 'default' in schema) || isGiven) continue;
    const message = `the test leaves the required input \`${name}\` open`;
    context.reporter.report({ code: 'W309', span: at, message, help: 'add it under `inputs:`' });
  }
}

function checkValue(
  value: YamlNode,
  {
    what,
    into,
    to,
    place,
  }: { readonly what: string; readonly into: string; readonly to: JsonSchema; readonly place: Place },
): void {
  reportMisfit(jsonOf(value), { what, into, to }, { span: value.span, reporter: place.context.reporter });
}

function checkExpectations(test: YamlNode, place: Place): void {
  const { context } = place;
  const expect = valueOf(test, 'expect');
  const refuse = (node: YamlNode, message: string, help: string): void =>
    context.reporter.report({ code: 'W342', span: node.span, message, help });
  for (const { key, value } of entriesOf(valueOf(expect, 'state'))) {
    const schema = fieldSchema(String(key.value), context);
    if (schema !== undefined)
      checkValue(value, { what: 'this value', into: `\`${String(key.value)}\``, to: schema, place });
  }
  const visited = new Set(itemsOf(valueOf(expect, 'visited')).map(textOf));
  for (const node of itemsOf(valueOf(expect, 'not_visited'))) {
    if (visited.has(textOf(node)))
      refuse(node, `\`${textOf(node) ?? ''}\` is expected to run, and not to run`, 'remove one of the two');
  }
  const [status, error, result, ignored] = ['status', 'error', 'result', 'ignored'].map((key) => valueOf(expect, key));
  const ends = textOf(status) ?? 'succeeded';
  if (error !== undefined && ends === 'succeeded') {
    refuse(error, 'a run that succeeded has no error', 'add `status: failed`, or remove `error`');
  }
  if (result !== undefined && ends !== 'succeeded') {
    refuse(result, `a run that ${ends === 'failed' ? 'failed' : 'was cancelled'} has no result`, 'remove `result`');
  }
  if (ignored?.kind === 'scalar' && ignored.value === true && valueOf(test, 'trigger') === undefined) {
    refuse(ignored, 'only an event is ignored, and this test gives inputs', 'give it a `trigger` with its `event`');
  }
}

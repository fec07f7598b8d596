// Nodes of the flow dialect as native ones.
import type { Reporter } from '../diagnostic.ts';
import { entriesOf, entryOf, itemsOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../parse/tree.ts';
import { entry, joined, madeOf, mapOf, partOf, renamed, scalarOf, textScalar, word } from './build.ts';
import { llmOf } from './config.ts';
import { OF_NODE, reportUnread, isUnused, withoutEffect } from './no-effect.ts';
import { readAnswer } from './output.ts';
import { INDEX, inputText, ITEM, nativeText, rootsIn } from './text.ts';
import type { Names } from './text.ts';
import { readTools } from './tools.ts';
import type { Parallel } from './ways.ts';

/** How many items of a `parallel` run at once. */
const AT_ONCE = 10;

export type NodePlace = {
  /** Declarations of the state, by name. */
  readonly fields: ReadonlyMap<string, YamlNode>;
  readonly parallels: ReadonlyMap<string, Parallel>;
  /** The native text of a counter in the prompt of a node. */
  readonly counterAt: (node: string) => Names['counter'];
  readonly reporter: Reporter;
};

/** A node without an `id`, which is reported, is known by its `name`. */
export function idOf(node: YamlNode): YamlEntry | undefined {
  return entryOf(node, 'id') ?? entryOf(node, 'name');
}

/** Nothing for a node without a name. */
export function readNode(node: YamlNode, place: NodePlace): readonly YamlNode[] {
  const id = idOf(node);
  const name = textScalar(id?.value);
  if (name === undefined) return [];
  reportUnread(node, OF_NODE, place.reporter);
  const parallel = place.parallels.get(String(name.value));
  const about = entryOf(node, 'description') ?? entryOf(node, 'name');
  const common = [renamed('name', id), renamed('description', about), forEachOf(parallel)];
  const inputs = inputsOf(node);
  const names: Names = {
    fields: new Set(place.fields.keys()),
    inputs,
    items: parallel === undefined ? undefined : String(parallel.items.value),
    counter: place.counterAt(String(name.value)),
    reporter: place.reporter,
  };
  const code = entryOf(node, 'code');
  const rest = code === undefined ? llmKeys(node, { names, place }) : codeKeys(node, { code, names, place });
  const answer = readAnswer(node, {
    fields: place.fields,
    parallel,
    isCode: code !== undefined,
    reporter: place.reporter,
  });
  return [mapOf([...common, ...rest, answer], node.span)];
}

type Made = { readonly names: Names; readonly place: NodePlace };

function llmKeys(node: YamlNode, { names, place: { reporter } }: Made): readonly (readonly YamlEntry[])[] {
  const prompt = entryOf(node, 'prompt');
  const text = textScalar(prompt?.value);
  reportUnusedInputs(node, { prompt: text, names });
  const sandbox = isUnused(node);
  if (sandbox !== undefined) withoutEffect(sandbox, 'the node has no `code`; its prompt goes to a model', reporter);
  return [
    entry('llm', llmOf(valueOf(node, 'llm'), reporter), entryOf(node, 'llm')?.key),
    text === undefined ? [] : entry('prompt', nativeText(text, names), prompt?.key),
    readTools(node, reporter),
  ];
}

const OF_SANDBOX: { readonly [key: string]: string } = Object.fromEntries(
  ['mode', 'network', 'network_enabled', 'preset', 'resource_preset', 'resources'].map((key) => [
    key,
    'no sandbox here runs Python',
  ]),
);

function codeKeys(
  node: YamlNode,
  { code, names, place }: Made & { readonly code: YamlEntry },
): readonly (readonly YamlEntry[])[] {
  const { reporter } = place;
  reporter.report({
    code: 'W320',
    span: code.key.span,
    message: '`code` of the flow dialect is Python, which is not run here',
    help: 'write it in JavaScript, as a node of the native dialect',
  });
  const sandbox = valueOf(node, 'sandbox');
  reportUnread(sandbox, OF_SANDBOX, reporter);
  const given = [...names.inputs].map(([name, value]): YamlEntry => ({
    key: word(name, value),
    value: kept(value, names),
  }));
  return [
    entry('uses', word('python', code.key)),
    given.length === 0 ? [] : entry('with', mapOf([given], node.span), entryOf(node, 'inputs')?.key),
    renamed('code', code),
    renamed('timeout', entryOf(sandbox, 'timeout') ?? entryOf(sandbox, 'timeout_seconds')),
  ];
}

/** An input of code that is one placeholder keeps the value's type. */
function kept(value: YamlScalar, names: Names): YamlScalar {
  if (typeof value.value !== 'string') return value;
  const native = nativeText(inputText(value, names), { ...names, inputs: new Map() });
  const text = String(native.value);
  if (!/^\{[^{}]*\}$/.test(text)) return native;
  return joined([madeOf('${{ ', native), partOf(native, 1, text.length - 1), madeOf(' }}', native)], native);
}

/** A map of names to values, or a list of fields. */
function inputsOf(node: YamlNode): ReadonlyMap<string, YamlScalar> {
  const inputs = valueOf(node, 'inputs');
  const mapped = entriesOf(inputs).flatMap(({ key, value }) => {
    const given = scalarOf(value);
    return given === undefined ? [] : [[String(key.value), given] as const];
  });
  const listed = itemsOf(inputs).flatMap((item) => {
    const field = textScalar(item);
    return field === undefined ? [] : [[String(field.value), field] as const];
  });
  return new Map([...mapped, ...listed]);
}

/** An input that the prompt does not name says nothing to the model. */
function reportUnusedInputs(
  node: YamlNode,
  { prompt, names }: { readonly prompt: YamlScalar | undefined; readonly names: Names },
): void {
  const inputs = valueOf(node, 'inputs');
  const named = rootsIn(String(prompt?.value ?? ''));
  const keys = [
    ...entriesOf(inputs).map(({ key }) => key),
    ...itemsOf(inputs).flatMap((item) => textScalar(item) ?? []),
  ];
  for (const key of keys) {
    const name = String(key.value);
    if (named.has(name)) continue;
    withoutEffect(key, `the prompt does not name it; write \`{${name}}\` where it is to stand`, names.reporter);
  }
}

function forEachOf(parallel: Parallel | undefined): readonly YamlEntry[] {
  if (parallel === undefined) return [];
  const { items, at } = parallel;
  const list = joined([madeOf('${{ state.', items), partOf(items, 0), madeOf(' }}', items)], items);
  const map = mapOf(
    [
      entry('in', list),
      entry('as', word(ITEM, items)),
      entry('index_as', word(INDEX, items)),
      entry('max_parallel', word(AT_ONCE, items)),
    ],
    at.span,
  );
  return entry('for_each', map, at);
}

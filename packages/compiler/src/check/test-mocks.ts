import { nearest } from '@configurable-agents/core/graph';
import type { GraphNode } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { entriesOf, entryOf, itemsOf, jsonOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import type { NodeDoc } from '../parse/document.ts';
import type { Span } from '../source.ts';
import { checkValue } from './misfit.ts';
import type { CheckContext } from './context.ts';
import type { TestPlace } from './tests.ts';

/** What a test says of nodes that the engine does itself. */
const INSTEAD: { readonly [uses: string]: string } = {
  approval: 'answer it under `answers`',
  wait: 'send its signal under `signals`; a wait for a time passes at once',
  set: 'remove the mock: the node computes what it gives',
};

/** What a test says of nodes' outcomes: nodes that change something have one, and it is what they give. */
export function checkMocks(test: YamlNode, { context, nodes, at }: TestPlace & { readonly at: Span }): void {
  const { document, indexOf, reporter } = context;
  const mocks = valueOf(test, 'mocks');
  const unsafe = document.nodes.filter((node, index) => isWrite(node, { context, index })).map(({ name }) => name);
  // A mock under a misspelt name is reported as that.
  const misspelt = entriesOf(mocks).flatMap(({ key }) =>
    indexOf.has(String(key.value)) ? [] : (nearest(String(key.value), unsafe) ?? []),
  );
  const open = unsafe.filter((name) => entryOf(mocks, name) === undefined && !misspelt.includes(name));
  if (open.length > 0) {
    const names = open.map((name) => `\`${name}\``).join(', ');
    reporter.report({
      code: 'W341',
      span: at,
      message: `${names} would change something outside, and ${open.length === 1 ? 'has no mock' : 'have no mocks'}`,
      help: `say what ${open.length === 1 ? 'it gives' : 'they give'}: \`mocks: { ${open[0] ?? ''}: { output: … } }\``,
    });
  }
  for (const { key, value } of entriesOf(mocks)) {
    const index = indexOf.get(String(key.value));
    const uses = index === undefined ? undefined : document.nodes[index]?.uses;
    const instead = uses === undefined ? undefined : INSTEAD[uses];
    if (instead !== undefined) {
      const message = `\`${String(key.value)}\` is the engine's own, and cannot be mocked`;
      reporter.report({ code: 'W342', span: key.span, message, help: instead });
      continue;
    }
    const schema = index === undefined ? undefined : unitSchema(index, { context, nodes });
    if (schema === undefined) continue;
    for (const mock of value.kind === 'list' ? itemsOf(value) : [value]) {
      const output = valueOf(mock, 'output');
      if (output === undefined) continue;
      const flow = { what: 'this output', into: `that of \`${String(key.value)}\``, to: schema };
      checkValue(jsonOf(output), flow, { span: output.span, reporter });
    }
  }
}

/** The output of one execution: of a node with `for_each`, of one item. */
function unitSchema(index: number, { context, nodes }: TestPlace): JsonSchema | undefined {
  const schema = nodes.get(index)?.schema;
  if (context.document.nodes[index]?.forEach === undefined) return schema;
  return typeof schema === 'object' ? (schema['items'] as JsonSchema | undefined) : undefined;
}

function isWrite(
  node: NodeDoc,
  { context, index }: { readonly context: CheckContext; readonly index: number },
): boolean {
  if (node.workflow !== undefined) return node.isDetached || hasWrite(context.children.get(index)?.nodes ?? []);
  const { actions, tools } = context.catalogue;
  const offered = itemsOf(node.talk.tools).map((tool) => textOf(tool) ?? textOf(valueOf(tool, 'uses')) ?? '');
  return [actions.get(node.uses), ...offered.map((name) => tools.get(name))].some((each) => each?.effects === 'write');
}

function hasWrite(nodes: readonly GraphNode[]): boolean {
  return nodes.some(
    (node) => (node.kind === 'action' && node.effects === 'write') || (node.kind === 'subrun' && !node.wait),
  );
}

// Awaited workflows at the nodes that run them: what their analysis says of inputs, applied to what is given for them.
import type { SubrunNode } from '@configurable-agents/core/graph';
import { flowsOf, join, mapFlows, narrower, through } from './label.ts';
import type { Address, Flow, Flows } from './label.ts';
import { flowsOfTemplate } from './read.ts';
import type { Hit, Output, World } from './world.ts';

/** Labels of the result of the child: its own, and those of the inputs that it passes on. */
export function throughChild(node: SubrunNode, world: World): Partial<Output> {
  const summary = world.summaries.get(node.graph ?? '');
  const at: Address = { of: 'node', node: node.name };
  if (summary === undefined) {
    // Who knows what an unknown workflow gives back: what it was given, or what it has read.
    const given = flowsOfTemplate(node.with, world.readerOf(node, 'with'));
    const own: Flow = {
      kind: 'untrusted',
      name: node.name,
      shape: 'text',
      viaModel: false,
      way: { shown: node.name, at, before: undefined },
    };
    return node.wait ? { flows: join(given, flowsOf(own)) } : {};
  }
  const parts = inputsGiven(node, world);
  const flows = [...summary.result.values()].map((flow) =>
    flow.kind === 'input'
      ? mapFlows(parts.get(flow.name) ?? new Map(), (given) => combined(given, flow))
      : flowsOf({ ...flow, way: { shown: node.name, at, before: undefined } }),
  );
  return { flows: join(...flows), schema: world.graph.subgraphs?.[node.graph ?? '']?.outputs ?? true };
}

/** What the node's `with` brings along, by input of the child. */
function inputsGiven(node: SubrunNode, world: World): ReadonlyMap<string, Flows> {
  const reader = world.readerOf(node, 'with');
  if (node.with.kind !== 'object') return new Map();
  return new Map(
    node.with.entries.map(([key, value]) => {
      const place = (inner: Parameters<typeof reader.place>[0]): Address =>
        reader.place({ ...inner, path: [key, ...inner.path] });
      return [key, flowsOfTemplate(value, { ...reader, place })] as const;
    }),
  );
}

function combined(given: Flow, within: Flow): Flow {
  return { ...given, shape: narrower(given.shape, within.shape), viaModel: given.viaModel || within.viaModel };
}

/** Places in the child that inputs reach, with what this node gives for them. */
export function childHits(node: SubrunNode, world: World): readonly Hit[] {
  const summary = world.summaries.get(node.graph ?? '');
  const parts = inputsGiven(node, world);
  return (summary?.hits ?? []).flatMap(({ flow, sink, within, beside }) => {
    if (flow.kind !== 'input') return [];
    const given = parts.get(flow.name);
    if (given === undefined) return [];
    const name = within ?? node.workflow;
    return [...given.values()].map((each) => {
      const combinedFlow = combined(each, flow);
      const at: Address = { of: 'node', node: node.name };
      const [arrived = combinedFlow] = through(flowsOf(combinedFlow), flow.name, at).values();
      return { flow: arrived, sink, within: name, ...(beside === undefined ? {} : { beside: given }) };
    });
  });
}

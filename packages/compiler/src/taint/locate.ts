// Where a part of a workflow stands in its text.
import { spanIn } from '../parse/span-map.ts';
import type { YamlNode, YamlScalar } from '../parse/tree.ts';
import { itemsOf, textOf, valueOf } from '../parse/tree.ts';
import type { Span } from '../source.ts';
import { scanTemplate, soleExpression } from '../template/scan.ts';
import type { Address, Inner } from './label.ts';

/** Finds parts by their address. A part that is not there as addressed is found by what holds it. */
export function locator(root: YamlNode): (address: Address) => Span | undefined {
  const nodes = new Map(itemsOf(valueOf(root, 'nodes')).map((node) => [textOf(valueOf(node, 'name')), node]));
  return (address) => {
    switch (address.of) {
      case 'field': {
        const properties = valueOf(valueOf(root, 'state'), 'properties');
        return properties?.kind === 'map'
          ? properties.entries.find(({ key }) => String(key.value) === address.field)?.key.span
          : undefined;
      }
      case 'trigger': {
        const trigger = itemsOf(valueOf(root, 'triggers'))[address.trigger];
        const given = valueOf(valueOf(trigger, 'inputs'), address.input);
        return given === undefined ? valueOf(trigger, 'uses')?.span : spanWithin(given, address.inner);
      }
      case 'result': {
        const result = valueOf(root, 'result');
        return result && spanWithin(result, address.inner);
      }
      case 'route':
        return routeSpan(root, address);
      case 'node': {
        const node = nodes.get(address.node);
        const slot = address.slot === undefined ? undefined : slotOf(node, address.slot, address.inner);
        return slot ?? valueOf(node, 'name')?.span;
      }
    }
  };
}

function slotOf(node: YamlNode | undefined, slot: string, inner: Inner = { path: [] }): Span | undefined {
  if (slot === 'for_each') {
    const list = valueOf(valueOf(node, 'for_each'), 'in');
    return list && spanWithin(list, inner);
  }
  const own = valueOf(node, slot) ?? valueOf(valueOf(node, 'llm'), slot);
  if (own === undefined) return undefined;
  if (slot !== 'with') return spanWithin(own, inner);
  // The plan puts the inputs of code under `inputs`; those of `trigger_workflow` stand there in the text.
  const [first, ...rest] = inner.path;
  const isCode = first === 'inputs' && valueOf(node, 'code') !== undefined;
  const given = textOf(valueOf(node, 'uses')) === 'trigger_workflow' ? (valueOf(own, 'inputs') ?? own) : own;
  return spanWithin(given, isCode ? { ...inner, path: rest } : inner);
}

function routeSpan(root: YamlNode, address: Address & { readonly of: 'route' }): Span | undefined {
  for (const edge of itemsOf(valueOf(root, 'edges'))) {
    const routes = valueOf(edge, 'routes');
    const from = valueOf(edge, 'from');
    const isFrom = textOf(from) === address.node || itemsOf(from).some((each) => textOf(each) === address.node);
    if (routes === undefined || !isFrom) continue;
    const when = valueOf(itemsOf(routes)[address.route], 'when');
    return when && spanWithin(when, address.inner);
  }
  return undefined;
}

function spanWithin(value: YamlNode, { path, part, at }: Inner): Span {
  let node = value;
  for (const step of path) {
    const next = typeof step === 'number' ? itemsOf(node)[step] : valueOf(node, step);
    if (next === undefined) return node.span;
    node = next;
  }
  return node.kind === 'scalar' && typeof node.value === 'string'
    ? pieceSpan(node, { ...(part === undefined ? {} : { part }), ...(at === undefined ? {} : { at }) })
    : node.span;
}

function pieceSpan(scalar: YamlScalar, { part, at }: Pick<Inner, 'part' | 'at'>): Span {
  const text = String(scalar.value);
  const piece = part === undefined ? soleExpression(text) : scanTemplate(text)[part];
  if (piece === undefined || !('start' in piece)) {
    // A condition is an expression without `${{ }}`.
    return at === undefined || part !== undefined ? scalar.span : spanIn(scalar, [at[0], at[1]]);
  }
  if ('source' in piece && at !== undefined) return spanIn(scalar, [piece.start + at[0], piece.start + at[1]]);
  return 'end' in piece ? spanIn(scalar, [piece.start, piece.end]) : scalar.span;
}

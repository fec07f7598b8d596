// A workflow that a node awaits: its bounds, with the lengths of its inputs put in as this graph knows them.
import type { GraphNode, Template } from '@configurable-agents/core/graph';
import { constantForm, partsOf, plusForms, symbolsOf, timesForms } from './form.ts';
import type { Form } from './form.ts';
import { ANY, product, withForm } from './interval.ts';
import type { Interval } from './interval.ts';
import { lengthOf } from './items.ts';
import type { Once, Quantity, Surroundings, Unbounded } from './own.ts';
import { countsOf, mapUse, unknownUse } from './use.ts';
import type { Use } from './use.ts';

type Subrun = GraphNode & { readonly kind: 'subrun' };

export function subrunBounds(node: Subrun, around: Surroundings): Once {
  const known = node.graph === undefined ? undefined : around.child(node.graph);
  const limit = node.timeout_ms ?? Infinity;
  const edit = `bound the workflow \`${node.workflow}\``;
  const open = (whats: readonly Quantity[], why: string): readonly Unbounded[] =>
    whats.map((what) => ({ what, why, edit }));
  if (known === undefined) {
    const whats = ['calls', 'input', 'output', ...(limit === Infinity ? ['wall' as const] : [])] as const;
    return {
      use: unknownUse(ANY),
      wall: { lo: 0, hi: limit },
      unbounded: open(whats, `the workflow \`${node.workflow}\` of \`${node.name}\` is not known here`),
    };
  }
  const { executions: _executions, ...counts } = countsOf(known);
  const use = inParent(counts, node, around);
  const wall = { lo: known.wall.lo, hi: Math.min(known.wall.hi, limit) };
  const endless = [
    ...(['calls', 'input', 'output'] as const).filter((what) => use[what].hi === Infinity),
    ...(wall.hi === Infinity ? ['wall' as const] : []),
  ];
  return {
    use,
    wall,
    unpriced: known.unpriced,
    factors:
      use.calls.hi > 1 ? [{ count: use.calls.hi, of: `calls of \`${node.workflow}\``, edit, isOfCalls: true }] : [],
    unbounded: open(endless, `the workflow \`${node.workflow}\` of \`${node.name}\` has no bound`),
  };
}

/** Ceilings over the lengths of the workflow's inputs become ceilings over those of this one's. */
function inParent(use: Use, node: Subrun, around: Surroundings): Use {
  return mapUse(use, (each) => {
    if (each.form === undefined) return each;
    const given = substituted(each.form, (symbol) => lengthIn(symbol, node, around));
    return withForm({ lo: each.lo, hi: Math.min(each.hi, given.hi) }, given.form);
  });
}

function substituted({ constant, terms }: Form, lengthOf: (symbol: string) => Interval): Interval {
  let hi = constant;
  let form: Form | undefined = constantForm(constant);
  for (const [key, factor] of terms) {
    let number = factor;
    let term: Form | undefined = constantForm(factor);
    for (const symbol of symbolsOf(key)) {
      const length = lengthOf(symbol);
      number = product(number, length.hi);
      term = term && timesForms(term, length.form ?? constantForm(length.hi));
    }
    hi += number;
    form = form && term && plusForms(form, term);
  }
  return withForm({ lo: 0, hi }, form);
}

/** The length of a part of an input, by the template that gives the input. */
function lengthIn(symbol: string, node: Subrun, { graph, written }: Surroundings): Interval {
  const { kind, path } = partsOf(symbol);
  const [, root = '', rest = ''] = /^([^.[]*)(.*)$/.exec(path) ?? [];
  const given: Template | undefined =
    node.with.kind === 'object' ? node.with.entries.find(([name]) => name === root)?.[1] : undefined;
  // What is not given here has its default, or is of the environment.
  if (given === undefined) return ANY;
  if (kind === 'items' && rest === '') return lengthOf(given, graph);
  // A part has no more bytes than the whole, and a list no more items.
  return written.template(given, node, rest === '' && kind === 'bytes' ? 'text' : 'json').bytes;
}

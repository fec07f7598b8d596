// Limits that a workflow must keep before it runs: what may exceed one, the node that it is most due to, and the edit that bounds it.
import type { Finding } from '../diagnostic.ts';
import type { Span } from '../source.ts';
import type { GraphBounds, NodeBounds } from './bounds.ts';
import { costText, floorCostText } from './cost-text.ts';
import { durationText } from './duration-text.ts';
import type { Unbounded } from './own.ts';

/** The most that a run may do. A limit that is not there is none. */
export type Limits = {
  readonly llmCalls?: number;
  /** In milliseconds. */
  readonly wallMs?: number;
  /** Of input and output together. */
  readonly tokens?: number;
  readonly costUsd?: number;
};

type Limited = 'calls' | 'wall' | 'tokens' | 'cost';

const number = (count: number): string => count.toLocaleString('en-US');

const LIMITS = {
  calls: {
    code: 'W440',
    limit: 'llmCalls',
    any: 'call models any number of times',
    does: (count: number) => `call models up to ${number(count)} times`,
    shown: number,
    floor: number,
    open: ['calls'],
  },
  wall: {
    code: 'W441',
    limit: 'wallMs',
    any: 'take any time',
    does: (ms: number) => `take up to ${durationText(ms)}`,
    shown: durationText,
    floor: durationText,
    open: ['wall'],
  },
  tokens: {
    code: 'W442',
    limit: 'tokens',
    any: 'use any number of tokens',
    does: (count: number) => `use up to ${number(count)} tokens`,
    shown: number,
    floor: number,
    open: ['input', 'output', 'calls'],
  },
  cost: {
    code: 'W443',
    limit: 'costUsd',
    any: 'cost any amount',
    does: (usd: number) => `cost up to ${costText(usd)}`,
    shown: costText,
    floor: floorCostText,
    open: ['input', 'output', 'calls'],
  },
} as const satisfies { readonly [what in Limited]: Words };

type Words = {
  readonly code: Finding['code'];
  readonly limit: keyof Limits;
  readonly any: string;
  readonly does: (count: number) => string;
  readonly shown: (count: number) => string;
  readonly floor: (count: number) => string;
  /** What may have no bound, so that this has none. */
  readonly open: readonly Unbounded['what'][];
};

const ORDER: readonly Limited[] = ['calls', 'wall', 'tokens', 'cost'];

/** A finding for each limit that a run may exceed. `spanOf`: where a node is named. */
export function overLimits(bounds: GraphBounds, limits: Limits, spanOf: (node: string) => Span): readonly Finding[] {
  return ORDER.flatMap((what) => {
    const limit = limits[LIMITS[what].limit];
    return limit === undefined || bounds.total[what].hi <= limit ? [] : [exceeding(bounds, { what, limit, spanOf })];
  });
}

/** Why no run can keep a limit of what it spends, whatever happens in it. */
export function spendingFloor({ total: { cost, tokens } }: GraphBounds, limits: Limits): string | undefined {
  const { costUsd = Infinity, tokens: most = Infinity } = limits;
  if (cost.lo > costUsd) return `a run costs at least ${floorCostText(cost.lo)}, the limit is ${costText(costUsd)}`;
  return tokens.lo > most
    ? `a run uses at least ${number(tokens.lo)} token${tokens.lo === 1 ? '' : 's'}, the limit is ${number(most)}`
    : undefined;
}

type Excess = {
  readonly what: Limited;
  readonly limit: number;
  readonly spanOf: (node: string) => Span;
};

function exceeding(bounds: GraphBounds, { what, limit, spanOf }: Excess): Finding {
  const { nodes, total } = bounds;
  const { code, any, does, shown, floor }: Words = LIMITS[what];
  const allowed = `the limit is ${shown(limit)}`;
  const open = openIn(bounds, what);
  if (open !== undefined) {
    const message = `a run may ${any}, ${allowed}: ${open.why}`;
    return { code, span: spanOf(open.node), message, help: open.edit };
  }
  const worst = nodes.toSorted((a, b) => b[what].hi - a[what].hi)[0] as NodeBounds;
  const factors = worst.factors.filter(({ isOfCalls }) => what !== 'wall' || isOfCalls !== true);
  const because = factors.map(({ count, of }) => `${number(count)} ${of}`).join(' × ');
  const { lo, hi } = total[what];
  const least = lo > limit ? ` and at least ${floor(lo)}` : '';
  return {
    code,
    span: spanOf(worst.name),
    message: `a run may ${does(hi)}${least}, ${allowed}; \`${worst.name}\` up to ${shown(worst[what].hi)}${because === '' ? '' : `: ${because}`}`,
    help: factors[0]?.edit ?? helpOf(what, worst.name),
  };
}

type Open = { readonly node: string; readonly why: string; readonly edit: string };

/** The one cause of what has no bound. */
function openIn({ nodes, isPriced }: GraphBounds, what: Limited): Open | undefined {
  if (what === 'cost') {
    const dear = nodes.find(({ cost, unpriced }) => unpriced.length > 0 || (!isPriced && cost.hi > 0));
    const [model] = dear?.unpriced ?? [];
    const edit = `give the price of \`${model}\` under \`pricing\` in the configuration`;
    if (dear !== undefined && model !== undefined)
      return { node: dear.name, why: `the price of \`${model}\` is not known`, edit };
    if (dear !== undefined) return { node: dear.name, why: 'no prices were given', edit: 'compile with `prices`' };
  }
  const words: Words = LIMITS[what];
  for (const { name, unbounded } of nodes) {
    const cause = unbounded.find((each) => words.open.includes(each.what));
    if (cause !== undefined) return { node: name, why: cause.why, edit: cause.edit };
  }
  return undefined;
}

function helpOf(what: Limited, worst: string): string {
  switch (what) {
    case 'wall':
      return `lower the \`timeout\` of \`${worst}\``;
    case 'calls':
      return 'raise the limit, or leave nodes out';
    case 'tokens':
    case 'cost':
      return `lower \`max_tokens\` of \`${worst}\`, or bound what its prompt reads`;
  }
}

// Limits that a workflow must keep before it runs: what may exceed one, the node that it is most due to, and the edit that bounds it.
import type { Finding } from '../diagnostic.ts';
import type { Span } from '../source.ts';
import type { GraphBounds, NodeBounds } from './bounds.ts';
import { durationText } from './duration-text.ts';

/** The most that a run may do. A limit that is not there is none. */
export type Limits = {
  readonly llmCalls?: number;
  /** In milliseconds. */
  readonly wallMs?: number;
};

/** A finding for each limit that a run may exceed. `spanOf`: where a node is named. */
export function overLimits(bounds: GraphBounds, limits: Limits, spanOf: (node: string) => Span): readonly Finding[] {
  return (['calls', 'wall'] as const).flatMap((what) => {
    const limit = what === 'calls' ? limits.llmCalls : limits.wallMs;
    return limit === undefined || bounds.total[what].hi <= limit ? [] : [exceeding(bounds, { what, limit, spanOf })];
  });
}

type Excess = {
  readonly what: 'calls' | 'wall';
  readonly limit: number;
  readonly spanOf: (node: string) => Span;
};

const number = (count: number): string => count.toLocaleString('en-US');

const WORDS = {
  calls: {
    code: 'W440',
    any: 'call models any number of times',
    does: (count: number) => `call models up to ${number(count)} times`,
    shown: number,
  },
  wall: {
    code: 'W441',
    any: 'take any time',
    does: (ms: number) => `take up to ${durationText(ms)}`,
    shown: durationText,
  },
} as const;

function exceeding({ nodes, total }: GraphBounds, { what, limit, spanOf }: Excess): Finding {
  const { code, any, does, shown } = WORDS[what];
  const allowed = `the limit is ${shown(limit)}`;
  const open = nodes.find(({ unbounded }) => unbounded.some((each) => each.what === what));
  const cause = open?.unbounded.find((each) => each.what === what);
  if (open !== undefined && cause !== undefined) {
    const message = `a run may ${any}, ${allowed}: ${cause.why}`;
    return { code, span: spanOf(open.name), message, help: cause.edit };
  }
  const worst = nodes.toSorted((a, b) => b[what].hi - a[what].hi)[0] as NodeBounds;
  const factors = worst.factors.filter(({ isOfCalls }) => what === 'calls' || isOfCalls !== true);
  const because = factors.map(({ count, of }) => `${number(count)} ${of}`).join(' × ');
  const { lo, hi } = total[what];
  const floor = lo > limit ? ` and at least ${shown(lo)}` : '';
  return {
    code,
    span: spanOf(worst.name),
    message: `a run may ${does(hi)}${floor}, ${allowed}; \`${worst.name}\` up to ${shown(worst[what].hi)}${because === '' ? '' : `: ${because}`}`,
    help:
      factors[0]?.edit ??
      (what === 'wall' ? `lower the \`timeout\` of \`${worst.name}\`` : 'raise the limit, or leave nodes out'),
  };
}

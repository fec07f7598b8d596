// Findings of the analysis: one for each place, with the way as a sentence and every step of it as a label.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { CheckContext } from '../check/context.ts';
import type { Finding } from '../diagnostic.ts';
import type { Span } from '../source.ts';
import { analyse } from './analyse.ts';
import { judge } from './judge.ts';
import { stepsOf } from './label.ts';
import type { Hop } from './label.ts';
import { locator } from './locate.ts';
import { inputFlowsOf } from './sources.ts';
import { summarise } from './summarise.ts';
import type { Analysis, Hit } from './world.ts';

type Manifests = Pick<CheckContext, 'catalogue' | 'eventSchemas'>;

/**
 * Where secrets and text from outside go in a graph. Only an analysis whose `unseen` is empty has followed every edge.
 *
 * @example
 * const { hits, unseen } = flowsIn(graph, { catalogue, eventSchemas });
 */
export function flowsIn(graph: ExecutionGraph, { catalogue, eventSchemas }: Manifests): Analysis {
  return analyse(graph, {
    actions: catalogue.actions,
    inputs: inputFlowsOf(graph, { manifests: catalogue.triggers, eventSchemas }),
    summaries: summarise(graph, catalogue.actions),
  });
}

/** Reports what arrives where it must not. */
export function reportFlows(graph: ExecutionGraph, { document, reporter, ...manifests }: CheckContext): void {
  const { hits } = flowsIn(graph, manifests);
  if (hits.length === 0) return;
  const spanOf = locator(document.root);
  const seen = new Set<string>();
  for (const hit of hits) {
    const finding = findingOf(hit, spanOf);
    const key = finding === undefined ? '' : `${finding.code} ${finding.span.join(' ')}`;
    if (finding === undefined || seen.has(key)) continue;
    seen.add(key);
    reporter.report(finding);
  }
}

const NOWHERE: Span = [0, 0];

function findingOf(hit: Hit, spanOf: (address: Hop['at']) => Span | undefined): Finding | undefined {
  const judgement = judge(hit);
  if (judgement === undefined) return undefined;
  const { message, ...rest } = judgement;
  const all = stepsOf(hit.flow.way);
  // Where an event or a secret is read at once, the reading place is the more exact one.
  const [first, second] = all;
  const isRead = first?.at.of === 'trigger' || first?.shown.startsWith('secrets.') === true;
  const isTwice = isRead && second !== undefined && bare(first.shown) === bare(second.shown);
  const steps = (isTwice ? all.slice(1) : all).map(({ shown, at }) => ({ shown, span: spanOf(at) ?? NOWHERE }));
  const last = steps.at(-1);
  const within = hit.within === undefined ? '' : ` in \`${hit.within}\``;
  const related = steps
    .slice(0, -1)
    .filter(({ span }, index, all) => all.findIndex((other) => other.span[0] === span[0]) === index)
    .filter(({ span }) => span[0] !== last?.span[0])
    .map(({ shown, span }, index) => ({
      span,
      message: index === 0 ? `it comes from ${ticked(bare(shown))}` : `then by ${ticked(shown)}`,
    }));
  return {
    ...rest,
    span: last?.span ?? NOWHERE,
    message: `${message}${within}${wayOf(steps.map(({ shown }) => shown))}`,
    related,
  };
}

function bare(step = ''): string {
  return step.replace(/^\$?\{+\s*|\s*\}+$/g, '');
}

function ticked(shown: string): string {
  return `\`${shown}\``;
}

/** `event.title → {title} → draft`: a name and its placeholder right after it are one step. */
function wayOf(steps: readonly string[]): string {
  const kept = steps.filter((step, index) => index === 0 || bare(step) !== bare(steps[index - 1] ?? ''));
  const most = 12;
  const shown = kept.length <= most ? kept : [...kept.slice(0, most / 2), '…', ...kept.slice(-most / 2)];
  return shown.length < 2 ? '' : `: ${[bare(shown[0]), ...shown.slice(1)].join(' → ')}`;
}

// What a run may do at least and at most, said before it is started.
import type { GraphBounds } from '@configurable-agents/compiler';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { spendingOf } from './commands/validate-bounds.ts';
import type { LimitOptions } from './commands/validate-bounds.ts';
import { Failure } from './failure.ts';
import type { Session } from './session.ts';
import { compilerOptions } from './source.ts';

/** The bounds of a graph, by the plugins and the prices of the configuration. */
export async function boundsIn(session: Session, graph: ExecutionGraph): Promise<GraphBounds> {
  const { boundsOf } = await import('@configurable-agents/compiler');
  return boundsOf(graph, await compilerOptions(session));
}

/**
 * Says in a line what the run may do, to people. Throws where it would spend more than the limits allow in any case, and says where it
 * may.
 */
export async function announceBounds(session: Session, graph: ExecutionGraph, options: LimitOptions): Promise<void> {
  const { output } = session;
  const limits = spendingOf(options);
  const isLimited = Object.keys(limits).length > 0;
  if (!isLimited && !process.stderr.isTTY) return;
  const { boundsLine, overLimits, spendingFloor } = await import('@configurable-agents/compiler');
  const bounds = await boundsIn(session, graph);
  const line = boundsLine(bounds);
  if (line !== undefined) output.say(output.style('dim', `at least and at most: ${line}`));
  const excess = spendingFloor(bounds, limits);
  if (excess !== undefined) throw new Failure(1, `not started: ${excess}`);
  for (const { message, help } of overLimits(bounds, limits, () => [0, 0]))
    output.say(`${output.style('yellow', 'warning:')} ${message}${help === undefined ? '' : `; ${help}`}`);
}

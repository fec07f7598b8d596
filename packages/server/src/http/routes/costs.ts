import type { Context } from 'koa';
import { COST_GROUPS } from '@configurable-agents/core';
import type { CostFilter, CostGroup } from '@configurable-agents/core';
import { shownCosts } from '../../costs/shown.ts';
import type { Deps } from '../deps.ts';
import { momentOf, oneOf, queryText } from '../query.ts';

/** `GET /api/costs?by=workflow|node|model|day&since=&until=&workflow=&run=` */
export function showCosts(ctx: Context, { runtime }: Deps): void {
  const { by, filter } = costQuery(ctx);
  ctx.body = shownCosts(runtime.reader.costs(by, filter));
}

/** What is asked for; 422 for what cannot be. */
export function costQuery(ctx: Context): { readonly by: CostGroup; readonly filter: CostFilter } {
  const now = Date.now();
  const [since, until] = [momentOf(ctx, 'since', now), momentOf(ctx, 'until', now)];
  const [workflow, run] = [queryText(ctx, 'workflow'), queryText(ctx, 'run')];
  return {
    by: oneOf(ctx, 'by', COST_GROUPS) ?? 'workflow',
    filter: {
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(workflow === undefined ? {} : { workflow }),
      ...(run === undefined ? {} : { run }),
    },
  };
}

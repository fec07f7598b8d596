import type { Context } from 'koa';
import { Type } from '@configurable-agents/plugin-sdk';
import { COST_GROUPS } from '@configurable-agents/core';
import type { CostFilter, CostGroup } from '@configurable-agents/core';
import { shownCosts } from '../../costs/shown.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { COSTS } from '../api/schemas/operation.ts';
import { moment } from '../api/schemas/parts.ts';
import { momentOf, oneOf, queryText } from '../query.ts';

export const COST_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/costs',
    access: 'read',
    id: 'showCosts',
    group: 'costs',
    summary: 'What models cost, summed up over the runs that the store keeps.',
    query: Type.Object({
      by: Type.Optional(Type.Enum([...COST_GROUPS], { description: 'What is summed up; `workflow` without it.' })),
      since: Type.Optional(moment('Only calls of attempts that ended since')),
      until: Type.Optional(moment('Only those before')),
      workflow: Type.Optional(Type.String({ description: 'Only runs of this workflow.' })),
      run: Type.Optional(Type.String({ description: 'Only this run.' })),
    }),
    answers: { 200: { description: 'One row for each group, and the total.', schema: COSTS } },
    handle: (ctx, { runtime }) => {
      const { by, filter } = costQuery(ctx);
      ctx.body = shownCosts(runtime.reader.costs(by, filter));
    },
  }),
];

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

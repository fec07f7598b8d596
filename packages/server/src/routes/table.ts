// Where runs of the registered workflows start: a pure function of their graphs and of the triggers that are at work.
import type { ExecutionGraph, GraphTrigger } from '@configurable-agents/core/graph';

/** A way to start a workflow. */
export type RouteRow = {
  readonly workflow_name: string;
  readonly revision: number;
  /** The entry of `triggers`; the trigger's own name where the workflow has no entry and is open to it. */
  readonly trigger: string;
  readonly uses: string;
  /** The request that starts a run; null for what no request starts. */
  readonly route: string | null;
  /** Patterns of events that are taken; null is all. */
  readonly events: readonly string[] | null;
  readonly enabled: boolean;
};

type Registered = { readonly name: string; readonly revision: number; readonly graph: ExecutionGraph };

/** Every registered workflow can be started by hand and by the generic webhook; an entry only adds conditions. */
const OPEN_TO_ALL = ['generic', 'manual'] as const;

/** The routes, by workflow in the order of names, then by trigger. */
export function routeTable(workflows: readonly Registered[]): readonly RouteRow[] {
  return workflows
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, revision, graph }) => {
      const entries: readonly Pick<GraphTrigger, 'name' | 'uses' | 'enabled' | 'events'>[] = [
        ...graph.triggers,
        ...OPEN_TO_ALL.filter((uses) => !graph.triggers.some((entry) => entry.uses === uses)).map((uses) => ({
          name: uses,
          uses,
          enabled: true,
        })),
      ];
      return entries.map(({ name: trigger, uses, enabled, events = null }) => ({
        workflow_name: name,
        revision,
        trigger,
        uses,
        route: routeOf(uses),
        events,
        enabled,
      }));
    });
}

function routeOf(uses: string): string | null {
  if (uses === 'schedule') return null;
  return uses === 'manual' ? 'POST /api/runs' : `POST /webhooks/${uses}`;
}

/** Rows that should start runs, and whose trigger no plugin offers. */
export function deadRoutes(
  rows: readonly RouteRow[],
  triggers: { readonly has: (uses: string) => boolean },
): readonly RouteRow[] {
  return rows.filter(({ enabled, uses }) => enabled && uses !== 'manual' && uses !== 'schedule' && !triggers.has(uses));
}

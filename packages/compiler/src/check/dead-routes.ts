// Routes that are never taken: those before them take every value, or their condition holds for none.
import type { Expression } from '@configurable-agents/core/expression';
import type { EdgeDoc, RouteDoc, WorkflowDoc } from '../parse/document.ts';
import type { Scope } from '../resolve/scope.ts';
import type { Reporter } from '../diagnostic.ts';
import { deadRoutes } from '../template/choices.ts';

type Routed = {
  readonly edge: EdgeDoc;
  readonly conditions: readonly (Expression | undefined)[];
  readonly scope: Scope;
  readonly document: WorkflowDoc;
  readonly reporter: Reporter;
};

export function reportDeadRoutes({ edge, conditions, scope, document, reporter }: Routed): void {
  const { routes = [] } = edge;
  const values = {
    schemaOf: (name: string) => scope.schemaOf(name),
    mayBeNull: (name: string) => scope.absence(name) !== undefined,
  };
  for (const { route, takenBy } of deadRoutes(conditions, values)) {
    const doc = routes[route];
    if (doc === undefined) continue;
    const lost = onlyBy(doc, edge, document).map((name) => `\`${name}\``);
    const so = lost.length === 0 ? '' : `, so ${lost.join(' and ')} never ${lost.length === 1 ? 'runs' : 'run'}`;
    const isElse = doc.when === undefined;
    const never = takenBy.length === 0;
    reporter.report({
      code: 'W414',
      span: (doc.when ?? doc.to[0] ?? doc.at).span,
      message: never
        ? `this route is never taken: its condition holds for no value${so}`
        : `this route is never taken: ${isElse ? 'the conditions before it take every value' : 'what it asks for is taken before it'}${so}`,
      help: helpFor({ isElse, never }),
      related: takenBy.flatMap((taker) => {
        const when = routes[taker]?.when;
        return when === undefined ? [] : [{ span: when.span, message: 'this one is taken' }];
      }),
    });
  }
}

function helpFor({ isElse, never }: { readonly isElse: boolean; readonly never: boolean }): string {
  if (never) return 'correct the condition, or remove the route';
  return isElse
    ? 'remove it, and the condition of the route before it, which is then the last'
    : 'put the narrower condition first, or remove the route';
}

/** Nodes that nothing else leads to. */
function onlyBy(route: RouteDoc, edge: EdgeDoc, { edges = [], nodes }: WorkflowDoc): readonly string[] {
  const elsewhere = new Set<unknown>(
    nodes.flatMap(({ onError }) => (typeof onError === 'string' ? [] : [onError.value])),
  );
  for (const each of edges) {
    for (const { value } of each.to) elsewhere.add(value);
    for (const other of each.routes ?? []) {
      if (other.onLimit !== undefined) elsewhere.add(other.onLimit.value);
      if (each !== edge || other !== route) for (const { value } of other.to) elsewhere.add(value);
    }
  }
  return route.to.map(({ value }) => String(value)).filter((name) => name !== 'END' && !elsewhere.has(name));
}

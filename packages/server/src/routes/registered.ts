import type { StoreReader } from '@configurable-agents/core';
import { routeTable } from './table.ts';
import type { RouteRow } from './table.ts';

/** The routes of what is registered now. */
export function registeredRoutes(reader: Pick<StoreReader, 'workflows' | 'graph'>): readonly RouteRow[] {
  return routeTable(
    reader.workflows().flatMap(({ name, revision, hash }) => {
      const graph = reader.graph(hash);
      return graph === undefined ? [] : [{ name, revision, graph }];
    }),
  );
}

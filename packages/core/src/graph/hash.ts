import { createHash } from 'node:crypto';
import type { ExecutionGraph } from './graph.ts';

/** `sha256:` and the hex digest of the graph's canonical JSON (keys sorted). Equal graphs have equal hashes. */
export function hashGraph(graph: Omit<ExecutionGraph, 'hash'>): string {
  return `sha256:${createHash('sha256').update(canonical(graph)).digest('hex')}`;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) => {
    if (child === null || typeof child !== 'object' || Array.isArray(child)) return child;
    return Object.fromEntries(Object.entries(child).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

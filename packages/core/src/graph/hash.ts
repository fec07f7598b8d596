import { createHash } from 'node:crypto';
import type { ExecutionGraph } from './graph.ts';

/** `sha256:` and the hex digest of the graph's canonical JSON (keys sorted). Equal graphs have equal hashes. */
export function hashGraph(graph: Omit<ExecutionGraph, 'hash'>): string {
  return `sha256:${digest(canonical(graph))}`;
}

/** SHA-256 of a text as 64 hexadecimal digits. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) => {
    if (child === null || typeof child !== 'object' || Array.isArray(child)) return child;
    return Object.fromEntries(Object.entries(child).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

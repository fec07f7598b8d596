import type { ExecutionGraph } from './graph.ts';

/** `sha256:` and the hex digest of the graph's JSON. The planner writes keys in one order, so equal workflows have equal hashes. */
export function hashGraph(graph: Omit<ExecutionGraph, 'hash'>): string {
  return `sha256:${digest(JSON.stringify(graph))}`;
}

/** SHA-256 of a text as 64 hexadecimal digits. */
export function digest(text: string): string {
  // Loaded on use: a command that only checks a file needs no hash, and the module is slow to load.
  return process.getBuiltinModule('node:crypto').hash('sha256', text);
}

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

/** As `JSON.stringify` writes it, with the keys of objects in order. */
function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonical(item ?? null)}`;
    return `[${text}]`;
  }
  const object = value as { readonly [key: string]: unknown };
  for (const key of Object.keys(object).sort()) {
    const child = object[key];
    if (child !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(child)}`;
  }
  return `{${text}}`;
}

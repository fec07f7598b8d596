import type { Json } from '@configurable-agents/plugin-sdk';
import type { Template, TextPart } from '../graph/template.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './evaluate.ts';
import { member } from './value.ts';

/**
 * Renders a compiled template over a scope. One pass: a value that looks like a placeholder stays text. Throws
 * `EvaluationError` when an embedded expression cannot be evaluated; a placeholder's path through null is null.
 */
export function render(template: Template, scope: Scope): Json {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'text':
      return template.parts.map((part) => renderPart(part, scope)).join('');
    case 'value':
      return evaluate(template.expression, scope);
    case 'object':
      // A null prototype while building, since a key may be `__proto__`; fromEntries defines own keys.
      return Object.fromEntries(template.entries.map(([key, value]) => [key, render(value, scope)]));
    case 'list':
      return template.items.map((item) => render(item, scope));
  }
}

function renderPart(part: TextPart, scope: Scope): string {
  if (typeof part === 'string') return part;
  return toText(part.kind === 'path' ? follow(part.path, scope) : evaluate(part.expression, scope));
}

function follow(path: readonly (string | number)[], scope: Scope): Json {
  let value: Json = scope;
  for (const step of path) value = member(value, step) ?? null;
  return value;
}

/** How a template shows a value: text as it is, everything else as compact JSON. */
export function toText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

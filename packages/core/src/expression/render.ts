import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import type { Template, TextPart } from '../graph/template.ts';
import { evaluate, evaluateValue } from './evaluate.ts';
import { toJsonText } from './json.ts';
import { member } from './value.ts';
import type { Value } from './values/value.ts';

/**
 * Renders a compiled template over a scope. One pass: a value that looks like a placeholder stays text. Throws
 * `EvaluationError` when an embedded expression cannot be evaluated; a placeholder's path through null is null.
 */
export function render(template: Template, scope: JsonObject): Json {
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

function renderPart(part: TextPart, scope: JsonObject): string {
  if (typeof part === 'string') return part;
  return part.kind === 'path' ? toText(follow(part.path, scope)) : showValue(evaluateValue(part.expression, scope));
}

function follow(path: readonly (string | number)[], scope: JsonObject): Json {
  let value: Json = scope;
  for (const step of path) value = member(value, step) ?? null;
  return value;
}

/** How a template shows a value: text as it is, everything else as compact JSON. */
export function toText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The same of what an expression gives: times, durations and bytes are shown bare, as their conversion to text has them. */
function showValue(value: Value): string {
  const text = toJsonText(value);
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

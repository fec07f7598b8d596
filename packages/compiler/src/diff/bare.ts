// Graphs as they are compared: expressions by their text, so that neither places nor annotations of types count.
import { sourceOf } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import { templateSource, sameJson } from '@configurable-agents/core/graph';
import type { Template } from '@configurable-agents/core/graph';
import type { Aspects, Part, Shown } from './change.ts';

export function shownTemplate(template: Template): Shown {
  return { same: bareTemplate(template), text: templateSource(template) };
}

export function shownExpression(tree: Expression): Shown {
  const text = sourceOf(tree);
  return { same: text, text };
}

/** Plain data: text as it is, anything else as JSON. */
export function shownJson(value: unknown): Shown {
  return { same: value, text: typeof value === 'string' ? value : JSON.stringify(value) };
}

/** Text and numbers look alike once they are written; here they do not. */
export function bareTemplate(template: Template): unknown {
  switch (template.kind) {
    case 'literal':
      return template;
    case 'value':
      return { value: sourceOf(template.expression) };
    case 'text':
      return template.parts.map((part) =>
        typeof part === 'object' && part.kind === 'expression' ? { expression: sourceOf(part.expression) } : part,
      );
    case 'object':
      return { object: template.entries.map(([key, value]) => [key, bareTemplate(value)]) };
    case 'list':
      return { list: template.items.map(bareTemplate) };
  }
}

/** What differs, in the order of the first and then of the second. */
export function partsOf(before: Aspects, after: Aspects): readonly Part[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((what) => {
    const [old, now] = [before.get(what), after.get(what)];
    if (old !== undefined && now !== undefined && sameJson(old.same, now.same)) return [];
    return [{ what, before: old?.text ?? null, after: now?.text ?? null }];
  });
}

/** Those that are there, as a map. */
export function aspects(entries: { readonly [what: string]: Shown | undefined }): Aspects {
  return new Map(Object.entries(entries).filter((entry): entry is [string, Shown] => entry[1] !== undefined));
}

/** The same for a value that may not be there. */
export function maybe<T>(value: T | undefined, show: (value: T) => Shown): Shown | undefined {
  return value === undefined ? undefined : show(value);
}

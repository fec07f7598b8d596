import { nearest } from '@configurable-agents/core/graph';

/** A name that is not there, and the one that is meant by it. */
export type Meant = { readonly from: string; readonly to: string };

export type Suggestion = { readonly help: string; readonly meant?: Meant };

/** The way out for a name that is not there: the nearest, else all of them where they are few. */
export function suggest(name: string, names: readonly string[]): Suggestion {
  const shown = names.slice(0, 12).join(', ');
  const all = `the names here are ${shown}${names.length > 12 ? ', …' : ''}`;
  return suggestOr(name, names, names.length === 0 ? 'there are no names here' : all);
}

/** The nearest name, else another sentence. */
export function suggestOr(name: string, names: readonly string[], otherwise: string): Suggestion {
  const near = nearest(name, names);
  return near === undefined
    ? { help: otherwise }
    : { help: `did you mean \`${near}\`?`, meant: { from: name, to: near } };
}

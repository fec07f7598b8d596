import { nearest } from '@configurable-agents/core/graph';
import { FOREIGN_NAMES } from './foreign.ts';
import { isSameWord } from '../fix/rename.ts';

/** A name that is not there, and the one that is meant by it. */
export type Meant = { readonly from: string; readonly to: string };

export type Suggestion = { readonly help: string; readonly meant?: Meant };

/** The same for a name that another language spells a literal by. */
export type NameSuggestion = Suggestion & { readonly literal?: string };

/** The way out for a name that is not there: the nearest, else all of them where they are few. */
export function suggest(name: string, names: readonly string[]): Suggestion {
  const shown = names.slice(0, 12).join(', ');
  const all = `the names here are ${shown}${names.length > 12 ? ', …' : ''}`;
  return suggestOr(name, names, names.length === 0 ? 'there are no names here' : all);
}

/** The way out for a name of an expression: the nearest, what it is here where other languages have it, else all of them. */
export function wayOfName(name: string, names: readonly string[]): NameSuggestion {
  const way = suggest(name, names);
  if (way.meant !== undefined || !Object.hasOwn(FOREIGN_NAMES, name)) return way;
  const help = FOREIGN_NAMES[name] ?? '';
  const [, literal] = /^write `(true|false|null)`$/.exec(help) ?? [];
  return literal === undefined ? { help } : { help, literal };
}

/** The nearest name, else another sentence. */
export function suggestOr(name: string, names: readonly string[], otherwise: string): Suggestion {
  const near = names.find((each) => isSameWord(each, name)) ?? nearest(name, names);
  return near === undefined
    ? { help: otherwise }
    : { help: `did you mean \`${near}\`?`, meant: { from: name, to: near } };
}

import { nearest } from '@configurable-agents/core/graph';

/** The way out for a name that is not there: the nearest, else all of them where they are few. */
export function suggest(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  if (names.length === 0) return 'there are no names here';
  const shown = names.slice(0, 12).join(', ');
  return `the names here are ${shown}${names.length > 12 ? ', …' : ''}`;
}

import type { Change } from './change.ts';

type Tell<T> = {
  readonly added: (name: string, now: T) => readonly Change[];
  readonly changed: (name: string, before: T, now: T) => readonly Change[];
  readonly removed: (name: string, before: T) => readonly Change[];
};

/** What there is to tell of things that have names: those of the second in its order, then those that only the first has. */
export function byName<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  { added, changed, removed }: Tell<T>,
): readonly Change[] {
  const here = [...after].flatMap(([name, now]) => {
    const known = before.get(name);
    return known === undefined ? added(name, now) : changed(name, known, now);
  });
  const gone = [...before].flatMap(([name, known]) => (after.has(name) ? [] : removed(name, known)));
  return [...here, ...gone];
}

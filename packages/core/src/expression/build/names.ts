/** The variables of macros around a place, and the slot of a frame that each is kept in. */
export type Names = {
  readonly depth: number;
  readonly find: (name: string) => number | undefined;
};

export const NO_NAMES: Names = { depth: 0, find: () => undefined };

/** Variables hide those of the same name further out. */
export function withNames(outer: Names, names: readonly string[]): Names {
  return {
    depth: outer.depth + names.length,
    find: (name) => {
      const found = names.lastIndexOf(name);
      return found < 0 ? outer.find(name) : outer.depth + found;
    },
  };
}

/** Longer names are nobody's slip of the keyboard, and comparing them takes time that grows with the square of their length. */
const MAX_NAME = 200;
/** So many names of a like length are compared: thousands of mistakes over thousands of names end in time. */
const MAX_COMPARED = 500;

/** The nearest known name within a third of the length (at least one edit), or undefined. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > MAX_NAME) return undefined;
  const limit = Math.max(1, Math.floor(name.length / 3));
  let left = MAX_COMPARED;
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    // Fewer edits than the difference of the lengths cannot do.
    if (Math.abs(candidate.length - name.length) > limit) continue;
    left -= 1;
    if (left < 0) break;
    const distance = editDistance(name, candidate);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name;
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  let [before, previous]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j - 1] ?? 0) + 1, (previous?.[j] ?? 0) + 1, (previous?.[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before?.[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, previous] = [previous, row];
  }
  return previous?.[b.length] ?? 0;
}

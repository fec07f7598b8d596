const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** Milliseconds as workflows write a duration, by its two greatest units, rounded up: `1h30m`, `250ms`, `0s`. */
export function durationText(ms: number): string {
  let left = Math.ceil(ms);
  if (left === 0) return '0s';
  const first = UNITS.findIndex(([, size]) => left >= size);
  const shown = UNITS.slice(first, first + 2);
  // What is below the second unit makes it one more.
  const [, least] = shown.at(-1) ?? ['ms', 1];
  left = Math.ceil(left / least) * least;
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    if (count > 0) text += `${count.toLocaleString('en-US')}${unit}`;
    left -= count * size;
  }
  return text;
}

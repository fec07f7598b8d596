// Durations as people write them elsewhere: `30 seconds`, `5min`, `1 hour 30 minutes`.
const UNITS: readonly (readonly [names: RegExp, unit: string])[] = [
  [/^(?:d|days?)$/, 'd'],
  [/^(?:h|hrs?|hours?)$/, 'h'],
  [/^(?:m|mins?|minutes?)$/, 'm'],
  [/^(?:s|secs?|seconds?)$/, 's'],
  [/^(?:ms|msecs?|millis|milliseconds?)$/, 'ms'],
];

/**
 * The duration in this language's spelling, or undefined for one that is not plain.
 *
 * @example
 * meantDuration('1 hour 30 minutes'); // '1h30m'
 */
export function meantDuration(text: string): string | undefined {
  const parts = [...text.toLowerCase().matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)[\s,]*/gy)];
  const isWhole = parts.reduce((length, [part]) => length + part.length, 0) === text.length;
  if (parts.length === 0 || !isWhole) return undefined;
  const read = parts.map(([, amount = '', name = '']) => ({
    amount,
    unit: UNITS.findIndex(([names]) => names.test(name)),
  }));
  // Units go down, each once; a month has no length.
  if (read.some(({ unit }, i) => unit < 0 || unit <= (read[i - 1]?.unit ?? -1))) return undefined;
  return read.map(({ amount, unit }) => `${amount}${UNITS[unit]?.[1]}`).join('');
}

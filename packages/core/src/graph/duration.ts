const UNITS: readonly (readonly [unit: string, ms: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];
const LONGEST_MS = 3650 * 86_400_000;
const PARTS =
  /^(?:(\d+(?:\.\d+)?)d)?(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/;
const ISO = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?)$/;

/** A duration in milliseconds: `250ms`, `1h30m`, `PT30S`, or a number of seconds. Undefined where it is none. */
export function parseDuration(value: unknown): number | undefined {
  const ms = toMs(value);
  return ms === undefined || Number.isNaN(ms) || ms < 1 || ms > LONGEST_MS ? undefined : Math.round(ms);
}

/** What a duration's text says in milliseconds, also where that is out of bounds. Undefined where it is no duration. */
export function toMs(value: unknown): number | undefined {
  if (typeof value === 'number') return value * 1000;
  if (typeof value !== 'string' || value === '') return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000;
  const parts = PARTS.exec(value);
  if (parts !== null) return UNITS.reduce((sum, [, ms], index) => sum + Number(parts[index + 1] ?? 0) * ms, 0);
  const iso = ISO.exec(value);
  if (iso === null) return undefined;
  const [weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0));
  return (
    (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 3_600_000 + (minutes ?? 0) * 60_000 + (seconds ?? 0) * 1000
  );
}

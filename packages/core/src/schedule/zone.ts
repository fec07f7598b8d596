// Time zones by the data that Node carries: what a clock on a wall shows, and when it is put forward or back.

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether there is such a zone, by its IANA name; `UTC` is one. */
export function isZone(zone: string): boolean {
  // Offsets such as `+02:00` are taken by newer runtimes, and know nothing of clock changes.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The names of all zones, for suggestions. */
export function zoneNames(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/** What a clock on a wall of the zone shows at a moment, as if it stood in UTC; both in milliseconds since the epoch. */
export function wallTime(ms: number, zone: string): number {
  const parts: { [type: string]: number } = {};
  for (const { type, value } of formatOf(zone).formatToParts(ms)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((ms % 1000) + 1000) % 1000);
}

/** The first moment of the zone's day that has the given number, counted from 1970-01-01. */
export function startOfDay(day: number, zone: string): number {
  // No zone is more than 15 hours away from UTC.
  let [low, high] = [day * DAY_MS - 15 * 60 * MINUTE_MS, day * DAY_MS + 15 * 60 * MINUTE_MS];
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (wallTime(middle, zone) >= day * DAY_MS) high = middle;
    else low = middle;
  }
  return high;
}

/** The number of the zone's day at a moment. */
export function dayOf(ms: number, zone: string): number {
  return Math.floor(wallTime(ms, zone) / DAY_MS);
}

/** A moment at which the zone's clocks are put from one wall time to another. */
export type ClockChange = { readonly at: number; readonly from: number; readonly to: number };

/** No zone changes its clocks twice within so short a time: the nearest are the weeks around Ramadan in Morocco. */
const STEP_MS = 7 * DAY_MS;

/** The clock changes within a time, in order; `from` and `to` are wall times in milliseconds. */
export function clockChanges(
  zone: string,
  { after, until }: { readonly after: number; readonly until: number },
): readonly ClockChange[] {
  const offset = (ms: number): number => wallTime(ms, zone) - ms;
  const found: ClockChange[] = [];
  let before = offset(after);
  for (let from = after; from < until; from += STEP_MS) {
    const then = offset(from + STEP_MS);
    if (before === then) continue;
    let [low, high] = [from, from + STEP_MS];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offset(middle) === before) low = middle;
      else high = middle;
    }
    found.push({ at: high, from: high + before, to: high + offset(high) });
    before = then;
  }
  return found;
}

import { fail } from '../error.ts';
import type { Timestamp } from './special.ts';

const FIXED = /^([+-]?)(\d{1,2}):(\d\d)$/;
const formats = new Map<string, Intl.DateTimeFormat>();
/** More zones than there are names of; the map cannot grow over what an attacker sends, since unknown names are refused. */
const MAX_NAME = 64;

/** A date whose UTC fields are the local ones of the zone: `Europe/Berlin`, `+02:00`, `-8:30`. Milliseconds are kept. */
export function inZone({ nanos }: Timestamp, zone = 'UTC'): Date {
  const millis = Number(nanos / 1_000_000n) - (nanos % 1_000_000n < 0n ? 1 : 0);
  if (zone === 'UTC' || zone === '') return new Date(millis);
  const fixed = FIXED.exec(zone);
  if (fixed === null) return new Date(localMillis(millis, zone));
  const [, sign, hours, minutes] = fixed;
  if (Number(hours) > 23 || Number(minutes) > 59) unknown(zone);
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return new Date(millis + offset * 60_000);
}

function localMillis(millis: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(millis);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const year = parts.some(({ type, value }) => type === 'era' && value.startsWith('B'))
    ? 1 - read('year')
    : read('year');
  const date = new Date(0);
  date.setUTCFullYear(year, read('month') - 1, read('day'));
  date.setUTCHours(read('hour'), read('minute'), read('second'), ((millis % 1000) + 1000) % 1000);
  return date.getTime();
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  try {
    if (zone.length > MAX_NAME || /^[+-]/.test(zone)) unknown(zone);
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, made);
    return made;
  } catch {
    return unknown(zone);
  }
}

function unknown(zone: string): never {
  fail(
    'EXPRESSION_ARGUMENT',
    `there is no time zone ${JSON.stringify(zone.slice(0, 64))}; write one such as "Europe/Berlin" or "+02:00"`,
  );
}

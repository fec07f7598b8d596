import { fail } from '../error.ts';
import { Duration } from './special.ts';

const UNITS: { readonly [unit: string]: bigint } = {
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1_000n,
  µs: 1_000n,
  ns: 1n,
};

/** The largest span of protobuf's Duration: about 10,000 years. */
const LIMIT = 315_576_000_000n * 1_000_000_000n;

export function toDuration(nanos: bigint): Duration {
  if (nanos > LIMIT || nanos < -LIMIT) fail('EXPRESSION_OVERFLOW', 'the duration is longer than 10,000 years');
  return new Duration(nanos);
}

/** `1h30m`, `-1.5s`, `250ms`: a sign, then numbers with units. */
export function parseDuration(text: string): Duration {
  const found = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|µs|ns))+|0)$/.exec(text);
  if (found === null || text.length > 100)
    fail(
      'EXPRESSION_ARGUMENT',
      `${JSON.stringify(text.slice(0, 40))} is no duration; write one such as "1h30m" or "1.5s"`,
    );
  const [, sign, body = ''] = found;
  let nanos = 0n;
  for (const [, whole = '', part = '', unit = ''] of body.matchAll(/(\d*)\.?(\d*)(h|ms|m|s|us|µs|ns)/g)) {
    const size = UNITS[unit] ?? 0n;
    nanos += BigInt(whole === '' ? 0 : whole) * size;
    if (part !== '') nanos += (BigInt(part) * size) / 10n ** BigInt(part.length);
  }
  return toDuration(sign === '-' ? -nanos : nanos);
}

/** Seconds with as many digits as it takes: `1.5s`. */
export function showDuration({ nanos }: Duration): string {
  const size = nanos < 0n ? -nanos : nanos;
  return `${nanos < 0n ? '-' : ''}${size / 1_000_000_000n}${fraction(size % 1_000_000_000n)}s`;
}

/** The part below a second: `.5`, or nothing. */
export function fraction(nanos: bigint): string {
  return nanos === 0n ? '' : `.${nanos.toString().padStart(9, '0').replace(/0+$/, '')}`;
}

import { fail } from '../error.ts';
import type { Frame } from '../frame.ts';
import { showDuration } from '../values/duration.ts';
import { Duration, Timestamp, TypeValue, Uint } from '../values/special.ts';
import { showTimestamp } from '../values/timestamp.ts';
import { entriesOf, isMap, kindOf } from '../values/value.ts';
import type { Value } from '../values/value.ts';

type Clause = { readonly verb: string; readonly precision: number | undefined };

/** Digits after the point that `%f` and `%e` show where the clause says nothing. */
const PRECISION = 6;
const MAX_PRECISION = 100;

/**
 * `"%s is %.2f".format([name, score])`: the format function of CEL's strings extension. Verbs: `%s` any value, `%d` decimal, `%f`
 * fixed point, `%e` exponent, `%b` binary, `%o` octal, `%x` and `%X` hexadecimal, `%%` a percent sign.
 */
export function format(text: string, args: readonly Value[], frame: Frame): string {
  let next = 0;
  const made = text.replace(/%(?:%|(?:\.(\d+))?([a-zA-Z])|)/g, (clause, digits: string | undefined, verb?: string) => {
    if (clause === '%%') return '%';
    if (verb === undefined) fail('EXPRESSION_ARGUMENT', 'a `%` in a format is followed by a verb, or written `%%`');
    if (next >= args.length)
      fail('EXPRESSION_ARGUMENT', `the format has more clauses than there are values: ${args.length}`);
    const value = args[next] as Value;
    next += 1;
    const precision = digits === undefined ? undefined : Number(digits);
    if (precision !== undefined && precision > MAX_PRECISION)
      fail('EXPRESSION_ARGUMENT', `the precision ${precision} is more than ${MAX_PRECISION}`);
    const shown = show(value, { verb, precision }, frame);
    frame.chargeSize(shown.length);
    return shown;
  });
  frame.chargeSize(text.length);
  return made;
}

function show(value: Value, clause: Clause, frame: Frame): string {
  switch (clause.verb) {
    case 's':
      return plain(value, frame);
    case 'd':
      return decimal(value);
    case 'f':
    case 'e':
      return real(value, clause);
    case 'b':
      return typeof value === 'boolean' ? (value ? '1' : '0') : whole(value, clause).toString(2);
    case 'o':
      return whole(value, clause).toString(8);
    case 'x':
      return hexadecimal(value, clause);
    case 'X':
      return hexadecimal(value, clause).toUpperCase();
    default:
      return fail('EXPRESSION_ARGUMENT', `there is no format clause \`%${clause.verb}\``);
  }
}

function misfit(value: Value, verb: string): never {
  return fail('EXPRESSION_ARGUMENT', `\`%${verb}\` does not take a value of type ${kindOf(value)}`);
}

function special(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

function decimal(value: Value): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint) return value.value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : special(value);
  return misfit(value, 'd');
}

function real(value: Value, { verb, precision = PRECISION }: Clause): string {
  const number =
    typeof value === 'number'
      ? value
      : value instanceof Uint
        ? Number(value.value)
        : typeof value === 'bigint'
          ? Number(value)
          : undefined;
  if (number === undefined) return misfit(value, verb);
  if (!Number.isFinite(number)) return special(number);
  if (verb === 'f') return fixed(number, precision);
  return halfEven(number, { precision, show: (value, digits) => value.toExponential(digits) }).replace(
    /e([+-])(\d)$/,
    'e$10$2',
  );
}

/** `toFixed` answers with an exponent from 10^21 on. */
function fixed(number: number, precision: number): string {
  if (Math.abs(number) >= 1e21) return `${BigInt(number)}${precision === 0 ? '' : `.${'0'.repeat(precision)}`}`;
  return halfEven(number, { precision, show: (value, digits) => value.toFixed(digits) });
}

type Rounding = { readonly precision: number; readonly show: (value: number, digits: number) => string };

/** JavaScript rounds a tie up, and CEL to the even digit. A tie shows in the exact digits: a 5 and nothing after it. */
function halfEven(number: number, { precision, show }: Rounding): string {
  const sign = number < 0 || Object.is(number, -0) ? '-' : '';
  const size = Math.abs(number);
  const exact = show(size, MAX_PRECISION);
  const [, digits = '', exponent = ''] = /^([\d.]+)(e.*)?$/.exec(exact) ?? [];
  const cut = digits.indexOf('.') + 1 + precision;
  const kept = digits.slice(0, precision === 0 ? cut - 1 : cut);
  const isTie = /^50*$/.test(digits.slice(cut)) && Number(kept.at(-1)) % 2 === 0;
  return sign + (isTie ? kept + exponent : show(size, precision));
}

function whole(value: Value, { verb }: Clause): bigint {
  if (typeof value === 'bigint') return value;
  return value instanceof Uint ? value.value : misfit(value, verb);
}

function hexadecimal(value: Value, clause: Clause): string {
  if (typeof value === 'string') return Buffer.from(value, 'utf8').toString('hex');
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return whole(value, clause).toString(16);
}

/** How `%s` shows a value: texts bare, lists and maps in brackets, map entries ordered by their keys' text. */
function plain(value: Value, frame: Frame): string {
  frame.charge(1);
  if (typeof value === 'string') return value;
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : special(value);
  if (typeof value === 'bigint' || value instanceof Uint) return decimal(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (value instanceof Timestamp) return showTimestamp(value);
  if (value instanceof Duration) return showDuration(value);
  if (value instanceof TypeValue) return value.name;
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map((item) => plain(item, frame)).join(', ')}]`;
  if (!isMap(value)) return misfit(value, 's');
  const entries = entriesOf(value).map(([key, each]) => [plain(key, frame), plain(each, frame)] as const);
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${key}: ${each}`)
    .join(', ')}}`;
}

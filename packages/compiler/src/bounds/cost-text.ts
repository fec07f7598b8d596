/** Digits of a cost that are shown. */
const DIGITS = 3;

/** US dollars as people read them, with three digits that count, rounded up: `$0`, `$0.0114`, `$1,234`. */
export function costText(usd: number): string {
  return dollars(usd, Math.ceil);
}

/** The same of a floor, rounded down; a floor of less than a thousandth of a cent says nothing. */
export function floorCostText(usd: number): string {
  return usd < 0.000_01 ? '$0' : dollars(usd, Math.floor);
}

function dollars(usd: number, round: (number: number) => number): string {
  if (usd === 0) return '$0';
  const places = Math.max(0, DIGITS - 1 - Math.floor(Math.log10(usd)));
  const scale = 10 ** places;
  // What is only the error of a binary fraction is no digit.
  const rounded = round(Number((usd * scale).toPrecision(12))) / scale;
  const text = rounded.toLocaleString('en-US', { maximumFractionDigits: Math.min(places, 20) });
  return `$${text}`;
}

/** Takes secrets out of what is written. */
export type Scrub = {
  readonly text: (text: string) => string;
  readonly headers: (headers: Headers) => { readonly [name: string]: string };
};

const MASK = '***';
/** Shorter values would mask ordinary words. */
const SHORTEST_SECRET = 4;

/** Headers that say what the other side makes of a message. All others are left out: who knows what they carry. */
const KEPT = new Set([
  'accept',
  'content-type',
  'content-language',
  'retry-after',
  'location',
  'link',
  'etag',
  'idempotency-key',
]);

/** Replaces secrets as they are, as they stand in an address, in JSON and in base64. */
export function scrubberOf(secrets: readonly string[]): Scrub {
  const spellings = secrets
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64'),
    ])
    // The longest first: one may be a part of another.
    .toSorted((a, b) => b.length - a.length);
  const text = (given: string): string => spellings.reduce((clean, each) => clean.replaceAll(each, MASK), given);
  return {
    text,
    headers: (headers) =>
      Object.fromEntries([...headers].flatMap(([name, value]) => (KEPT.has(name) ? [[name, text(value)]] : []))),
  };
}

const MASK = '***';

/** Forms of shorter values would mask ordinary words. */
const SHORTEST_FORMED = 8;
/** Secrets whose forms are kept: a log line is masked more often than a secret is read. */
const MOST_KNOWN = 200;
const known = new Map<string, readonly string[]>();

/** The text with none of the secrets in it, neither as they are nor as they come out of an encoding. */
export function masked(text: string, secrets: Iterable<string>): string {
  const forms = [...secrets].flatMap(formsOf);
  if (forms.length === 0) return text;
  // A secret may be the beginning of another one, the rest of which must not stay.
  return forms.toSorted((a, b) => b.length - a.length).reduce((clean, form) => clean.replaceAll(form, MASK), text);
}

/** A secret as it is, and in JSON, in an address, in Base64, in hexadecimal, in capital and in small letters. */
export function formsOf(secret: string): readonly string[] {
  if (secret.length < SHORTEST_FORMED) return secret === '' ? [] : [secret];
  const before = known.get(secret);
  if (before !== undefined) return before;
  const forms = [...new Set([secret, secret.toLowerCase(), secret.toUpperCase(), ...encoded(secret)])];
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(secret, forms);
  return forms;
}

function encoded(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const inAddress = [
    encodeURIComponent(secret.toWellFormed()),
    new URLSearchParams({ '': secret }).toString().slice(1),
  ];
  return [
    JSON.stringify(secret).slice(1, -1),
    ...inAddress,
    ...inAddress.map((text) => text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())),
    ...[0, 1, 2].flatMap((before) => {
      const text = inBase64(bytes, before);
      return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
    }),
    hex,
    hex.toUpperCase(),
  ];
}

/** What of a Base64 text the secret alone decides, that many bytes (or three times more) after its beginning: `user:SECRET` has five. */
function inBase64(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

// What a provider says is data: it goes into a message as one short line, without secrets.

/** Makes a text fit for a message. */
export type Quote = (text: string) => string;

/** Longest quotation, in characters. */
const LONGEST_QUOTE = 300;

const MASK = '***';
/** Shorter values would mask ordinary words. */
const SHORTEST_SECRET = 4;

/**
 * A text on one line: control and invisible characters become spaces, what is over 300 characters is cut, and the values
 * of `secrets` are masked. They are masked first, since a secret that is cut in two is one no more and still tells much.
 */
export function quote(text: string, secrets: Iterable<string> = []): string {
  let masked = text;
  for (const secret of secrets) {
    if (secret.length >= SHORTEST_SECRET) masked = masked.replaceAll(secret, MASK);
  }
  // Cut coarsely first: an answer may be megabytes long.
  const line = masked
    .slice(0, 4 * LONGEST_QUOTE)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join('')}…` : line;
}

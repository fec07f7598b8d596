const MASK = '***';

/** The text with none of the secrets in it. */
export function masked(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, MASK);
  return clean;
}

const POWERS: { readonly [letter: string]: number } = { '': 0, k: 1, K: 1, M: 2, G: 3, T: 4 };

/** `2GB`, `500MB`, `1GiB`, or a number of bytes; undefined when it is none. */
export function parseBytes(text: string): number | undefined {
  const [, amount, letter = '', binary] = /^(\d+(?:\.\d+)?) ?(?:([kKMGT]?)(i)?B)?$/.exec(text.trim()) ?? [];
  const power = POWERS[letter];
  if (amount === undefined || power === undefined || (binary === 'i' && power === 0)) return undefined;
  return Math.round(Number(amount) * (binary === 'i' ? 1024 : 1000) ** power);
}

// Which keys were never seen, without a look at those that were: a Bloom filter (B. H. Bloom, "Space/time trade-offs in hash coding with
// allowable errors", Communications of the ACM 13 (7), 1970).

/** 2^23 bits: a megabyte. */
const BITS = 8_388_608;
/** Bits of each key. With a million keys 2 of 100 others seem to be there, with four million half of them. */
const HASHES = 4;

/**
 * Keys that were added. Its memory is bounded, so it never says that a key is there for sure, and the more keys it has the more often it says
 * that one may be.
 *
 * @example
 * const filter = new KeyFilter();
 * filter.add('a');
 * filter.mayHave('a'); // true
 * filter.mayHave('b'); // false, most likely
 */
export class KeyFilter {
  readonly #words = new Uint32Array(BITS / 32);

  add(key: string): void {
    const [first, step] = hashesOf(key);
    for (let i = 0; i < HASHES; i += 1) {
      const bit = (first + Math.imul(i, step)) & (BITS - 1);
      this.#words[bit >>> 5] = (this.#words[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  /** False: it was never added. */
  mayHave(key: string): boolean {
    const [first, step] = hashesOf(key);
    for (let i = 0; i < HASHES; i += 1) {
      const bit = (first + Math.imul(i, step)) & (BITS - 1);
      if (((this.#words[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

/** Two numbers of 32 bits from which all are made (A. Kirsch, M. Mitzenmacher, "Less hashing, same performance", 2006): FNV-1a, twice. */
function hashesOf(key: string): readonly [first: number, step: number] {
  let [a, b] = [0x81_1c_9d_c5, 0x05_0c_5d_1f];
  for (let i = 0; i < key.length; i += 1) {
    const code = key.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01_00_01_93);
    b = Math.imul(b ^ code, 0x01_00_01_93);
  }
  // The last characters have changed the low bits only.
  return [mixed(a), mixed(b) | 1];
}

/** Each bit changes all others: the last step of MurmurHash3. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return hash ^ (hash >>> 16);
}

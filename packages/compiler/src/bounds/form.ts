// A ceiling as a polynomial over the lengths of inputs: `2 + 3·|findings|`. It holds for every length, where a number holds for those
// that schemas and limits allow.

/**
 * `terms` has a factor for each product of symbols, by their names, sorted and joined. A symbol is `KIND:PATH`: the `items` of a list,
 * or the `bytes` of anything else.
 */
export type Form = { readonly constant: number; readonly terms: ReadonlyMap<string, number> };

const JOINT = '\u0000';

/** A polynomial with more terms tells nobody anything. */
const MAX_TERMS = 16;

export type Measure = 'items' | 'bytes';

/** The length of a part of an input, by its path: `findings[].title`. */
export function lengthForm(kind: Measure, path: string): Form {
  return { constant: 0, terms: new Map([[`${kind}:${path}`, 1]]) };
}

export function constantForm(constant: number): Form {
  return { constant, terms: new Map() };
}

/** Undefined where there are too many terms to tell. */
export function plusForms(a: Form, b: Form): Form | undefined {
  const terms = new Map(a.terms);
  for (const [key, factor] of b.terms) terms.set(key, (terms.get(key) ?? 0) + factor);
  return terms.size > MAX_TERMS ? undefined : { constant: a.constant + b.constant, terms };
}

export function timesForms(a: Form, b: Form): Form | undefined {
  const all = (form: Form): readonly (readonly [string, number])[] => [['', form.constant], ...form.terms];
  let constant = 0;
  const terms = new Map<string, number>();
  for (const [left, by] of all(a)) {
    for (const [right, of] of all(b)) {
      if (by === 0 || of === 0) continue;
      const factor = by * of;
      const key = [...symbolsOf(left), ...symbolsOf(right)].toSorted().join(JOINT);
      if (key === '') constant += factor;
      else terms.set(key, (terms.get(key) ?? 0) + factor);
    }
  }
  return terms.size > MAX_TERMS ? undefined : { constant, terms };
}

/** What neither of them is above: lengths are not negative, so the greater of each factor. */
export function greatestForm(a: Form, b: Form): Form | undefined {
  const terms = new Map(a.terms);
  for (const [key, factor] of b.terms) terms.set(key, Math.max(terms.get(key) ?? 0, factor));
  return terms.size > MAX_TERMS ? undefined : { constant: Math.max(a.constant, b.constant), terms };
}

/** The symbols of a term. */
export function symbolsOf(key: string): readonly string[] {
  return key === '' ? [] : key.split(JOINT);
}

/** What a symbol is the length of. */
export function partsOf(symbol: string): { readonly kind: Measure; readonly path: string } {
  const [kind, path] = [symbol.slice(0, 5), symbol.slice(6)];
  return { kind: kind === 'items' ? 'items' : 'bytes', path };
}

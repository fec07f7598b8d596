// A polynomial over lengths as people read it, and what its symbols are.
import { partsOf, symbolsOf } from './form.ts';
import type { Form } from './form.ts';
import type { Show } from './range-text.ts';

/** `2 + 3·|findings|`. */
export function formText({ constant, terms }: Form, show: Show): string {
  const parts = [...terms].map(([key, factor]) => {
    const product = symbolsOf(key)
      .map((symbol) => `|${partsOf(symbol).path}|`)
      .join('·');
    const number = show(factor);
    return number === '1' ? product : `${number}·${product}`;
  });
  return [...(constant === 0 ? [] : [show(constant)]), ...parts].join(' + ');
}

/** What each symbol stands for: `|findings|: items of \`findings\``. */
export function legendOf(forms: readonly Form[]): readonly string[] {
  const symbols = new Set(forms.flatMap(({ terms }) => [...terms.keys()].flatMap(symbolsOf)));
  return [...symbols].map((symbol) => {
    const { kind, path } = partsOf(symbol);
    const what = kind === 'items' ? 'items' : path.includes('[]') ? 'bytes of the longest' : 'bytes';
    return `|${path}|: ${what} of \`${path}\``;
  });
}

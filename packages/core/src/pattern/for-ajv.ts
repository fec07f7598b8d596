import { linearPattern } from './linear.ts';

/** A regular expression as ajv uses one. */
type Expression = { readonly test: (text: string) => boolean; readonly toString: () => string };

/**
 * What goes under `code.regExp` of ajv. `charge` is told what each match costs, before it is tried. Compiling a schema throws
 * `PatternError` where a pattern cannot be matched in linear time.
 */
export function engineForAjv(charge?: (steps: number) => void): ((source: string) => Expression) & { code: string } {
  const engine = (source: string): Expression => {
    const { test, cost } = linearPattern(source);
    const metered = (text: string): boolean => {
      charge?.(cost(text.length));
      return test(text);
    };
    // ajv takes two expressions of one text for the same, and the text is what this gives.
    return { test: charge === undefined ? test : metered, toString: () => source };
  };
  return Object.assign(engine, { code: 'new RegExp' });
}

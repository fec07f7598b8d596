import type { Frame } from '../frame.ts';
import type { Value } from '../values/value.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { CONVERT } from './convert.ts';
import { ENCODERS } from './encoders.ts';
import { LISTS } from './lists.ts';
import { LOGIC } from './logic.ts';
import { MATH } from './math.ts';
import { OPTIONALS } from './optionals.ts';
import { REGEX } from './regex.ts';
import { parseSignature } from './signature.ts';
import type { Apply, Definitions, Overload } from './signature.ts';
import { SIZE } from './size.ts';
import { STRINGS } from './strings.ts';
import { TIME } from './time.ts';

/**
 * Every operator and function of the expression language, in the groups of the documentation. The semantics are those of the
 * Common Expression Language and its extensions, https://github.com/google/cel-spec.
 */
const GROUPS: readonly Definitions[] = [
  LOGIC,
  ARITHMETIC,
  SIZE,
  CONVERT,
  TIME,
  STRINGS,
  REGEX,
  MATH,
  LISTS,
  ENCODERS,
  OPTIONALS,
];

const definitions = new Map<string, (readonly [string, Apply])[]>();
for (const group of GROUPS) {
  for (const [name, overloads] of Object.entries(group)) {
    definitions.set(name, [...(definitions.get(name) ?? []), ...Object.entries(overloads)]);
  }
}

const overloads = new Map<string, readonly Overload[]>();

/** The overloads of a function or an operator; undefined where there is none of that name. Signatures are read at first use. */
export function overloadsOf(name: string): readonly Overload[] | undefined {
  const known = overloads.get(name);
  if (known !== undefined) return known;
  const found = definitions.get(name)?.map(
    // An implementation has the parameters of its signature, which the evaluator checks before it calls.
    ([signature, apply]): Overload => ({
      ...parseSignature(signature),
      apply: apply as (...args: readonly (Value | Frame)[]) => Value,
    }),
  );
  if (found !== undefined) overloads.set(name, found);
  return found;
}

/** The names of all functions and operators. */
export function functionNames(): readonly string[] {
  return [...definitions.keys()];
}

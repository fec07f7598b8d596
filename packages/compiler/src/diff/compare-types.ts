// Two types as sets of values: is one in the other? A value that is in one only says more than both texts.
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { assignable } from '../assign/assignable.ts';
import type { Assignability } from '../assign/assignable.ts';
import { typeText } from './type-text.ts';

export type TypeChange = {
  /** `unclear`: it could not be shown that no value got lost, nor which. */
  readonly kind: 'same' | 'narrower' | 'wider' | 'other' | 'unclear';
  readonly before: string;
  readonly after: string;
  /** A value of the first that is none of the second. */
  readonly lost?: unknown;
  /** A value of the second that was none of the first. */
  readonly gained?: unknown;
};

export function compareTypes(before: JsonSchema, after: JsonSchema): TypeChange {
  const [kept, came] = [assignable(before, after), assignable(after, before)];
  return {
    kind: kindOf(kept, came),
    before: typeText(before),
    after: typeText(after),
    ...(kept.kind === 'refuted' ? { lost: kept.witness } : {}),
    ...(came.kind === 'refuted' ? { gained: came.witness } : {}),
  };
}

function kindOf(kept: Assignability, came: Assignability): TypeChange['kind'] {
  if (kept.kind === 'proved') return came.kind === 'proved' ? 'same' : came.kind === 'refuted' ? 'wider' : 'unclear';
  if (kept.kind === 'undecided') return 'unclear';
  return came.kind === 'proved' ? 'narrower' : 'other';
}

const WORDS: { readonly [K in TypeChange['kind']]: string } = {
  same: 'the same values, written otherwise',
  narrower: 'narrower',
  wider: 'wider',
  other: 'another type',
  unclear: 'another type, of which nothing could be proved',
};

/** `narrower: number → integer`. */
export function typeChangeText({ kind, before, after }: TypeChange): string {
  return before === after ? WORDS[kind] : `${WORDS[kind]}: ${before} → ${after}`;
}

/** A value in a message. */
export function valueText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

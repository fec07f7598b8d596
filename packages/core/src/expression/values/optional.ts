import { Special } from './special.ts';
import type { Value } from './value.ts';

/** A value that may be missing, as opposed to null. */
export class Optional extends Special {
  readonly kind = 'optional';
  readonly value: Value | undefined;
  constructor(value: Value | undefined) {
    super();
    this.value = value;
  }
}

export const NONE: Optional = new Optional(undefined);

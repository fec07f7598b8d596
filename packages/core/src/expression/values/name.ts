import { kindOf } from './value.ts';
import type { Value } from './value.ts';

/** The type's name for messages. A number of JSON may be an integer, so doubles are `number`. */
export function nameOfType(value: Value | undefined): string {
  if (value === undefined) return 'null';
  const kind = kindOf(value);
  return kind === 'double' ? 'number' : kind;
}

// Form-encoded bodies: JSON in a field of the form, or the form's own fields.
import type { Json } from '@configurable-agents/plugin-sdk';
import { parseBody } from '../http/json-body.ts';
import { Problem } from '../problem.ts';

type Reading = {
  /** The field that holds JSON. */
  readonly formField?: string;
  /** Whether a form without that field is itself what was sent. */
  readonly formFields?: boolean;
  readonly maxDepth?: number;
};

/** A form as the value that it stands for. A field that is there twice is refused like a key that is. */
export function parseForm(rawBody: Uint8Array, { formField, formFields = false, maxDepth }: Reading): Json {
  // The bytes of a form are ASCII: everything else is escaped.
  const pairs = [...new URLSearchParams(Buffer.from(rawBody).toString('latin1'))];
  const holders = pairs.filter(([name]) => name === formField);
  const [holder] = holders;
  if (holder !== undefined && holders.length === 1) {
    return parseBody(Buffer.from(holder[1]), maxDepth === undefined ? {} : { maxDepth });
  }
  if (!formFields || holder !== undefined) {
    throw invalid(`the form must have exactly one field \`${formField ?? ''}\`, which holds the JSON`);
  }
  const fields = new Map(pairs);
  if (fields.size < pairs.length) throw invalid('the form has a field twice');
  if (fields.size === 0) throw invalid('the form has no field');
  if (fields.has('__proto__')) throw invalid('the field "__proto__" is refused');
  return Object.fromEntries(fields);
}

function invalid(message: string): Problem {
  return new Problem(400, 'BODY_INVALID', message);
}

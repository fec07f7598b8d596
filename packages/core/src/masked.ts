import { formsOf } from './redact/forms.ts';

const MASK = '***';

/** The text with none of the secrets in it, neither as they are nor as they come out of an encoding. */
export function masked(text: string, secrets: Iterable<string>): string {
  const forms = [...secrets].flatMap(formsOf);
  if (forms.length === 0) return text;
  // A secret may be the beginning of another one, the rest of which must not stay.
  return forms.toSorted((a, b) => b.length - a.length).reduce((clean, form) => clean.replaceAll(form, MASK), text);
}

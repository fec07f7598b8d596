// Producer to consumer: what is said when a value may not, or cannot, go where it is put.
import { suggest } from '../expression/suggest.ts';
import type { Suggestion } from '../expression/suggest.ts';
import type { Json, JsonSchema } from '@configurable-agents/plugin-sdk';
import { assignable } from '../assign/assignable.ts';
import { explain } from '../assign/explain.ts';
import { finiteOf, isSchema } from '../assign/keywords.ts';
import type { Finding, Reporter } from '../diagnostic.ts';

export type Flow = {
  /** What gives the value, as the subject of a sentence, and what takes it. */
  readonly what: string;
  readonly into: string;
  readonly from: JsonSchema;
  readonly to: JsonSchema;
};

type Place = Pick<Finding, 'span' | 'related' | 'help' | 'fix'> & {
  /** Instead of "may be 3.7", where not even the kinds have anything in common. */
  readonly plain?: string;
};

/**
 * Reports W409 where a value of the producer is refused by the consumer, with that value: an error where it is of another
 * kind, lacks a key or is none of those listed; a warning where it is only out of bounds, since it need not be. A value that
 * is written in the file is always refused, so it is an error. Answers whether it reported.
 */
export function checkFlow({ what, into, from, to }: Flow, place: Place, reporter: Reporter): boolean {
  const answer = assignable(from, to, { gradual: true });
  if (answer.kind !== 'refuted' || answer.misfit.weight === 0) return false;
  const { witness, misfit } = answer;
  const isFixed = typeof from === 'object' && Object.hasOwn(from, 'const');
  const { plain, ...rest } = place;
  const way = rest.help === undefined ? nearestValue(witness, to) : undefined;
  const is = plain ?? `${isFixed ? 'is' : 'may be'} ${showAt(witness, misfit.path)}`;
  reporter.report({
    code: 'W409',
    severity: misfit.weight === 2 || isFixed ? 'error' : 'warning',
    message: `${what} ${is}, and ${into} must ${misfit.wanted}`,
    ...way,
    ...rest,
  });
  return true;
}

/** The same for a value that stands in the file: whether it fits is known exactly. */
export function checkValue(
  value: Json,
  { what, into, to }: Omit<Flow, 'from'>,
  { span, reporter }: { readonly span: Finding['span']; readonly reporter: Reporter },
): void {
  const answer = explain({ schema: to, root: to }, value);
  if (typeof answer !== 'object' || answer.weight === 0) return;
  const message = `${what} is ${showAt(value, answer.path)}, and ${into} must ${answer.wanted}`;
  reporter.report({ code: 'W409', span, message, ...nearestValue(value, to) });
}

/** `3.7`, or `{"score":3.7}` with the place in it where that is what counts. */
function showAt(witness: unknown, path: readonly (string | number)[]): string {
  const text = JSON.stringify(witness);
  const shown = text.length > 80 ? `${text.slice(0, 77)}…` : text;
  if (path.length === 0) return shown;
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return `${shown}, whose \`${steps.replace(/^\./, '')}\` does not fit`;
}

/** The nearest of the values that are taken, for one that is misspelt. */
function nearestValue(witness: unknown, to: JsonSchema): Suggestion | undefined {
  if (typeof to !== 'object' || typeof witness !== 'string') return undefined;
  const listed = valuesOf(to).filter((value) => typeof value === 'string');
  return listed.length === 0 ? undefined : suggest(witness, listed);
}

/** What a list of values, or a union of constants, takes. */
function valuesOf(schema: { readonly [keyword: string]: unknown }): readonly unknown[] {
  const own = finiteOf(schema);
  if (own !== undefined) return own;
  const branches: readonly unknown[] = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  return branches.flatMap((branch) => (isSchema(branch) && typeof branch === 'object' ? (finiteOf(branch) ?? []) : []));
}

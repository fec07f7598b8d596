import type { Context } from '../context.ts';
import type { ErrorClass } from '../errors.ts';
import type { GenerateRequest, Provider } from '../provider.ts';
import { partsOf } from './provider-parts.ts';
import type { Rule } from './rules.ts';
import { classOf, shown, thrownBy } from './values.ts';
import { ContractViolation, demand } from './violation.ts';

export type Expected = {
  readonly name: string;
  readonly classes: readonly ErrorClass[];
  readonly retryable: boolean;
  readonly rule: Rule;
};

type Failing = {
  readonly expected: Expected;
  readonly request: GenerateRequest;
  readonly context: Context;
  readonly secrets: readonly string[];
};

/** Demands that a call fails as expected and tells no secret; gives what was thrown. */
export async function checkFailure(
  provider: Provider,
  { expected, request, context, secrets }: Failing,
): Promise<unknown> {
  const { name, classes, retryable, rule } = expected;
  const asked = new Set(secrets);
  const secret = (each: string): string => {
    const value = context.secret(each);
    // Shorter ones would be found in ordinary words.
    if (value.length >= SHORTEST_SECRET) asked.add(value);
    return value;
  };
  const failure = await thrownBy(() => partsOf(provider, request, { ...context, secret }));
  demand(failure !== undefined, rule, `${name} was answered as if nothing was wrong`);
  const { error } = failure;
  if (error instanceof ContractViolation) throw error;
  const text = textsOf(error).join('\n');
  const told = [...asked].filter((each) => text.includes(each));
  demand(told.length === 0, 'provider/no-secret', `${name} told ${told.length} of them`);
  const said = classOf(error);
  const isExpected = classes.some((each) => each === said.class) && said.retryable === retryable;
  const found = `${shown(error)} of class ${shown(said.class)}, retryable ${shown(said.retryable)}`;
  demand(isExpected, rule, `${name} made it throw ${found}; expected is ${classes.join(' or ')}, ${String(retryable)}`);
  return error;
}

const SHORTEST_SECRET = 4;
const MOST_CAUSES = 16;

/** The messages of an error and of what caused it. */
function textsOf(error: unknown): readonly string[] {
  const texts: string[] = [];
  for (let each = error; each instanceof Error && texts.length < MOST_CAUSES; each = each.cause)
    texts.push(each.message);
  return texts;
}

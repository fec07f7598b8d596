// What is true of the parts of every answer.
import type { Context } from '../context.ts';
import type { JsonSchema } from '../json.ts';
import type { GenerateRequest, Part, Provider } from '../provider.ts';
import { isJson, problemOf, shown, watched } from './values.ts';
import { ContractViolation, demand } from './violation.ts';

/** The parts of an answer, as they came. */
export async function partsOf(
  provider: Provider,
  request: GenerateRequest,
  context: Context,
): Promise<readonly Part[]> {
  const { copy, isUntouched } = watched(request);
  const parts: Part[] = [];
  try {
    for await (const part of provider.generate(copy, context)) parts.push(part);
  } finally {
    demand(isUntouched(), 'provider/request-untouched', `it became ${shown(copy)}`);
  }
  return parts;
}

/** The parts of an answer that must come. */
export async function answerOf(
  provider: Provider,
  request: GenerateRequest,
  context: Context,
): Promise<readonly Part[]> {
  let parts: readonly Part[];
  try {
    parts = await partsOf(provider, request, context);
  } catch (cause) {
    if (cause instanceof ContractViolation) throw cause;
    throw new ContractViolation('provider/answers', `it threw ${shown(cause)}`, { cause });
  }
  checkParts(parts);
  return parts;
}

function checkParts(parts: readonly Part[]): void {
  const kinds = parts.map(({ kind }) => kind);
  const found = `the parts are ${kinds.join(', ') || 'none'}`;
  demand(kinds.filter((kind) => kind === 'usage').length === 1, 'provider/usage-once', found);
  demand(kinds.at(-1) === 'usage', 'provider/usage-last', found);
  demand(kinds.length > 1, 'provider/answer', found);
  demand(kinds.filter((kind) => kind === 'object').length <= 1, 'provider/one-object', found);
  for (const part of parts) {
    demand(isJson(part), 'provider/parts-json', `one is ${shown(part)}`);
    if (part.kind === 'text') demand(typeof part.text === 'string', 'provider/parts-json', shown(part));
    if (part.kind === 'usage') checkUsage(part);
  }
}

function checkUsage(part: Part & { readonly kind: 'usage' }): void {
  const { inputTokens, outputTokens, cacheReadTokens = null, cacheWriteTokens = null } = part;
  for (const count of [inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens]) {
    demand(count === null || (Number.isInteger(count) && count >= 0), 'provider/counts', `it is ${shown(part)}`);
  }
  demand(part.costUsd === null || part.costUsd >= 0, 'provider/counts', `it is ${shown(part)}`);
}

export function textIn(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

export function checkObject(parts: readonly Part[], schema: JsonSchema): void {
  const part = parts.find(({ kind }) => kind === 'object');
  const kinds = parts.map(({ kind }) => kind).join(', ');
  demand(part?.kind === 'object', 'provider/object-fits', `the parts are ${kinds}`);
  const problem = problemOf(schema, part.value);
  demand(problem === undefined, 'provider/object-fits', `${shown(part.value)} ${problem}`);
}

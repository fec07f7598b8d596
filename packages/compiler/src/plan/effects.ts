// What a node on a worker does to the world, by what it uses.
import { isIdempotent } from '@configurable-agents/core/graph';
import type { ActionNode, LlmTalk, Template } from '@configurable-agents/core/graph';
import type { ActionManifest } from '@configurable-agents/plugin-sdk';
import type { CheckContext } from '../check/context.ts';

type Effect = Pick<ActionNode, 'effects' | 'idempotent'>;

export const NO_ARGUMENTS: Template = { kind: 'object', entries: [] };

export function effectsOf(action: ActionManifest | undefined, given: Template): Effect {
  return { effects: action?.effects ?? 'write', idempotent: action !== undefined && isIdempotent(action, given) };
}

/** To ask a model is to look. What it does with tools is what these do; where nobody knows that, the worst. */
export function effectsOfTools({ tools = [] }: LlmTalk, { catalogue }: CheckContext): Effect {
  const writing = tools
    .map(({ uses, with: given }) => effectsOf(catalogue.tools.get(uses ?? ''), given ?? NO_ARGUMENTS))
    .filter(({ effects }) => effects === 'write');
  return { effects: writing.length === 0 ? 'read' : 'write', idempotent: writing.every((each) => each.idempotent) };
}

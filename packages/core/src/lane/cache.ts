// Answers to requests that were made before, for nodes with `cache`. A lane names a request by its hash; the host, which keeps the answers, says whose
// they are.
import { createHash } from 'node:crypto';
import type { GenerateRequest, JsonObject } from '@configurable-agents/plugin-sdk';
import { canonical } from '../canonical.ts';
import type { UsageAndCost } from '../engine/usage.ts';
import type { Answer } from './converse.ts';
import type { Attempt } from './execute.ts';
import type { KeptAnswer } from './protocol.ts';
import type { Toolbox } from './tools.ts';

/** `used`: what it took to get the answer, when it was asked for. */
type Given = { readonly answer: Answer; readonly used: UsageAndCost };

/** What was given before, if there was something; and where a new answer goes. */
export type Recalled = { readonly given: Given | undefined; readonly keep: (given: Given) => void };

export type Cache = {
  readonly recall: (provider: string, request: GenerateRequest) => Promise<Recalled>;
  /** What came new. It is kept once the attempt has succeeded: what led nowhere would be answered again by the next one. */
  readonly kept: () => readonly KeptAnswer[];
};

/** Characters of an answer beyond which it is not kept. */
const MOST_CHARACTERS = 256_000;

const NONE: Cache = {
  recall: () => Promise.resolve({ given: undefined, keep: () => {} }),
  kept: () => [],
};

/** A cache that is always empty where the node has none, where its tools write, and where traffic is recorded or replayed. */
export function openCache(
  { node, plugins, recall }: Pick<Attempt, 'node' | 'plugins' | 'recall'>,
  { writes }: Pick<Toolbox, 'writes'>,
): Cache {
  if (node.llm?.cache === undefined || writes || plugins.traffic !== undefined) return NONE;
  const kept: KeptAnswer[] = [];
  return {
    recall: async (provider, { state: _state, ...request }) => {
      const key = createHash('sha256')
        // Under another configuration a provider may be another service.
        .update(canonical([provider, plugins.configOf(provider), jsonOf(request)]))
        .digest('base64url');
      return {
        // It was one when it was kept.
        given: (await recall(key)) as Given | undefined,
        keep: (given) => {
          if (JSON.stringify(given.answer).length <= MOST_CHARACTERS) kept.push({ key, answer: jsonOf(given) });
        },
      };
    },
    kept: () => kept,
  };
}

/** Without what is absent. */
function jsonOf(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

// Which workflows a delivery may start, by who signed it: a workflow with secrets of its own is started by nothing else, and what they sign
// starts no other.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { ownVariables } from './secrets.ts';
import type { SecretSource, Signer } from './secrets.ts';

/** Tells whether a delivery may start a workflow. */
export type Reach = (workflow: string) => boolean;

type At = { readonly trigger: string; readonly source: Pick<SecretSource, 'workflowSecretEnv'> };

/** Beside the headers of a delivery, under a name that no header has: who signed it. Without it the trigger's own secret did. */
const SIGNED_FOR = ':signed-for';
const OTHERS = '*';

/** What a delivery reaches that these signed. `own` are the workflows, undefined among them stands for the trigger. */
export function reachOf(own: readonly Signer['workflow'][], { trigger, source }: At): Reach {
  const variables = ownVariables(trigger, source);
  return (workflow) => own.includes(Object.hasOwn(variables, workflow) ? workflow : undefined);
}

/** The same as it is kept with a delivery, for the day when it is handed over again. */
export function keptSigners(own: readonly Signer['workflow'][]): JsonObject {
  return own.length === 1 && own[0] === undefined ? {} : { [SIGNED_FOR]: own.map((workflow) => workflow ?? OTHERS) };
}

/** The signers of a delivery that was kept. */
export function signersOfKept(headers: JsonObject): readonly Signer['workflow'][] {
  const kept: Json | undefined = headers[SIGNED_FOR];
  if (!Array.isArray(kept)) return [undefined];
  return kept.map((name) => (name === OTHERS ? undefined : String(name)));
}

import type { Json, JsonSchema } from './json.ts';

/**
 * One inbound request as the host hands it over. `rawBody` holds the exact bytes of the wire; `headers` has one entry for
 * each header line, so that a repeated header is seen.
 */
export type TriggerRequest = {
  readonly headers: { readonly [lowerCaseName: string]: readonly string[] };
  readonly rawBody: Uint8Array;
  /** Parsed after verification; `undefined` while `verify` runs. */
  readonly body?: Json;
};

/** What `verify` says. `stage` is where it was refused. */
export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly stage: 'header' | 'timestamp' | 'signature'; readonly reason: string };

/** A delivery after `normalise`: vendor-neutral. */
export type TriggerEvent = {
  readonly type: string;
  readonly data: Json;
  /** The sender's own id of the delivery, never a hash of the body; null when the sender gave none. */
  readonly dedupeKey: string | null;
  /** The one workflow that the sender addressed; absent when triggers of all workflows are matched. */
  readonly workflowName?: string;
};

/** Events to match, or an answer to give at once (ping, challenge), or what is wrong with the body. */
export type Normalised =
  | { readonly kind: 'events'; readonly events: readonly TriggerEvent[] }
  | { readonly kind: 'reply'; readonly status: number; readonly body: Json }
  | { readonly kind: 'invalid'; readonly message: string };

/** Two pure functions. The host owns routes, parsing, dedupe, durable acknowledgement and replay. */
export type Trigger = {
  readonly description?: string;
  /** JSON Schema of the event's data, for the compiler and the editor. */
  readonly event: JsonSchema;
  /** Largest body, in bytes. */
  readonly maxBodyBytes: number;
  /** Status of an accepted delivery. */
  readonly ackStatus: number;
  /** `secrets` are tried in turn while rotating; `nowMs` is milliseconds since the epoch. */
  readonly verify: (
    request: TriggerRequest,
    options: { readonly secrets: readonly string[]; readonly nowMs: number },
  ) => Verdict;
  readonly normalise: (request: TriggerRequest) => Normalised;
};

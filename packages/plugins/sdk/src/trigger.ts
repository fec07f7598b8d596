import type { Json, JsonSchema } from './json.ts';

/**
 * One inbound request as the host hands it over. `rawBody` holds the exact bytes of the wire; `headers` has one entry for
 * each header line, so that a repeated header is seen.
 *
 * @example
 * const request: TriggerRequest = { headers: { 'x-acme-id': ['d-1'] }, rawBody: new TextEncoder().encode('{}'), body: {} };
 */
export type TriggerRequest = {
  readonly headers: { readonly [lowerCaseName: string]: readonly string[] };
  readonly rawBody: Uint8Array;
  /** Parsed after verification; `undefined` while `verify` runs. */
  readonly body?: Json;
};

/**
 * What `verify` says. `stage` is where it was refused.
 *
 * @example
 * const verdict: Verdict = { ok: false, stage: 'header', reason: 'x-acme-signature is missing' };
 */
export type Verdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly stage: 'header' | 'timestamp' | 'signature';
      readonly reason: string;
    };

/**
 * A delivery after `normalise`: vendor-neutral.
 *
 * @example
 * const event: TriggerEvent = { type: 'order.paid', data: { order: 7 }, dedupeKey: 'evt_1' };
 */
export type TriggerEvent<Data = Json> = {
  readonly type: string;
  readonly data: Data;
  /** The sender's own id of the delivery, never a hash of the body; null when the sender gave none. */
  readonly dedupeKey: string | null;
  /** The one workflow that the sender addressed; absent when triggers of all workflows are matched. */
  readonly workflowName?: string;
};

/**
 * Events to match, or an answer to give at once (ping, challenge), or what is wrong with the body.
 *
 * @example
 * const wrong: Normalised = { kind: 'invalid', message: 'the body must be a JSON object' };
 */
export type Normalised<Data = Json> =
  | { readonly kind: 'events'; readonly events: readonly TriggerEvent<Data>[] }
  | { readonly kind: 'reply'; readonly status: number; readonly body: Json }
  | {
      readonly kind: 'invalid';
      readonly message: string;
      /** 400 where the delivery as a whole is not what the sender sends; 422, the default, where its content is wrong. */
      readonly status?: 400 | 422;
    };

/**
 * Two pure functions. The host owns routes, parsing, dedupe, durable acknowledgement and replay.
 *
 * @example
 * const ping: Trigger = {
 *   event: { type: 'object' },
 *   maxBodyBytes: 1024,
 *   ackStatus: 202,
 *   verify: (request, { secrets, nowMs }) => verifySignature({ scheme: 'generic', request, secrets, nowMs }),
 *   normalise: ({ body = null }) => ({ kind: 'events', events: [{ type: 'ping', data: body, dedupeKey: null }] }),
 * };
 */
export type Trigger<Data = Json> = {
  readonly description?: string;
  /** JSON Schema of the event's data, for the compiler and the editor: of every event where types differ. */
  readonly event: JsonSchema;
  /** Types of events that the sender has; an unknown one in a workflow's `events:` is an error with the nearest. */
  readonly eventTypes?: readonly string[];
  /** `file:` URL of JSON, plain or as `.br`: `{types: {TYPE: JSON Schema}, $defs}`. Types `event` by the entry's `events:`. */
  readonly eventSchemas?: string;
  /** A workflow's entry must name its `events:`. */
  readonly needsEvents?: boolean;
  /** Largest body, in bytes. */
  readonly maxBodyBytes: number;
  /** Field of a form-encoded body that holds the JSON; without it only JSON bodies are read. */
  readonly formField?: string;
  /** A form without that field is itself the body: an object of its fields, each a text. */
  readonly formFields?: boolean;
  /** Deepest nesting of the body; 64 when left out. */
  readonly maxDepth?: number;
  /** Status of an accepted delivery. */
  readonly ackStatus: number;
  /** Status of a delivery that `verify` refuses; 401 when left out. */
  readonly refusedStatus?: 400 | 401;
  /** `secrets` are tried in turn while rotating; `nowMs` is milliseconds since the epoch. */
  readonly verify: (
    request: TriggerRequest,
    options: { readonly secrets: readonly string[]; readonly nowMs: number },
  ) => Verdict;
  readonly normalise: (request: TriggerRequest) => Normalised<Data>;
};

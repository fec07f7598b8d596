// What crosses between the host and a thread or a process of triggers.
import type { PluginManifest, TriggerRequest } from '@configurable-agents/plugin-sdk';
import type { VerifyOptions } from './host-trigger.ts';

export type TriggerSetup = {
  readonly specifier: string;
  /** What was told of the module before its code was loaded. */
  readonly told: PluginManifest | undefined;
};

/** What is asked of a trigger. */
export type TriggerCall<Request = TriggerRequest> = { readonly trigger: string; readonly request: Request } & (
  { readonly kind: 'verify'; readonly options: VerifyOptions } | { readonly kind: 'normalise' }
);

/** One call at a time. */
export type ToTriggers<Request = TriggerRequest> = { readonly id: number; readonly call: TriggerCall<Request> };

/** The answer is text: what crosses is data, whatever the plugin made. */
export type FromTriggers =
  | { readonly kind: 'ready' }
  /** The module cannot be loaded. */
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'answer'; readonly id: number; readonly json: string }
  /** The function threw. */
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };

/** A request as JSON: its bytes are in Base64. */
export type TextRequest = Omit<TriggerRequest, 'rawBody'> & { readonly rawBody: string };

export function asText({ id, call }: ToTriggers): ToTriggers<TextRequest> {
  const { buffer, byteOffset, byteLength } = call.request.rawBody;
  const rawBody = Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  return { id, call: { ...call, request: { ...call.request, rawBody } } };
}

export function asBytes({ id, call }: ToTriggers<TextRequest>): ToTriggers {
  const rawBody = Uint8Array.from(Buffer.from(call.request.rawBody, 'base64'));
  return { id, call: { ...call, request: { ...call.request, rawBody } } };
}

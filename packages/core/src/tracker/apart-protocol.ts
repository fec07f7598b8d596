// What crosses between the trackers' thread and a process with the trackers of one plugin.
import type { PluginManifest, TrackedFact } from '@configurable-agents/plugin-sdk';
import type { Ledger } from '../carrier/process.ts';
import { isObject } from '../plugin/shape.ts';
import type { TrackerEntry } from './protocol.ts';

export type ApartSetup = {
  readonly hasColor: boolean;
  readonly specifier: string;
  readonly told: PluginManifest | undefined;
  readonly trackers: readonly Pick<TrackerEntry, 'name' | 'specifier' | 'config' | 'granted'>[];
};

/** Facts of a batch, with the runs that they are of: a process cannot look into the store. */
export type BatchPart = {
  readonly facts: readonly TrackedFact[];
  /** By id, each as JSON: most are never asked for. */
  readonly runs: { readonly [runId: string]: string };
};

export type ToApart =
  | ({ readonly kind: 'record'; readonly id: number; readonly tracker: string; readonly isReplay: boolean } & BatchPart)
  | { readonly kind: 'abort'; readonly id: number };

export type FromApart =
  | { readonly kind: 'ready' }
  /** The module cannot be loaded. */
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'done'; readonly id: number }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly reason: string;
      readonly isRetryable: boolean;
      readonly retryAfterMs?: number;
    };

/** What a process of trackers may say: an answer to each part that it was given, once, and lines. All else is forged. */
export function openApartLedger(): Ledger<ToApart, FromApart> {
  const open = new Set<unknown>();
  let isReady = false;

  function isFine(message: { readonly [key: string]: unknown }): boolean {
    const { kind, id, reason, line, isRetryable, retryAfterMs } = message;
    switch (kind) {
      case 'ready':
        return !isReady && (isReady = true);
      case 'broken':
        return !isReady && typeof reason === 'string';
      case 'line':
        return typeof line === 'string';
      case 'done':
        return isAnswer(id);
      case 'failed':
        return (
          isAnswer(id) &&
          typeof reason === 'string' &&
          typeof isRetryable === 'boolean' &&
          (retryAfterMs === undefined || (Number.isFinite(retryAfterMs) && Number(retryAfterMs) >= 0))
        );
      default:
        return false;
    }
  }

  function isAnswer(id: unknown): boolean {
    if (open.delete(id)) return true;
    throw new Error('it answered for a batch that is not its own, or that it has answered for');
  }

  return {
    sent: (message) => {
      if (message.kind === 'record') open.add(message.id);
    },
    heard: (message) => {
      if (!isObject(message) || !isFine(message)) throw new Error('its message has not the shape of one');
      return { message: message as FromApart, count: 1 };
    },
  };
}

import type { JsonObject, TrackedRun } from '@configurable-agents/plugin-sdk';
import { textOf } from './reading.ts';
import type { Span } from './span.ts';

/** What the spans of a run have in common. */
export type Told = {
  readonly run: TrackedRun;
  readonly traceId: string;
  /** Whether contents are sent. */
  readonly hasContent: boolean;
};

/** Why something failed; its message may quote contents. */
export function errorOf(error: JsonObject, { hasContent }: Told): Span['error'] {
  const code = textOf(error['code']) ?? 'UNKNOWN';
  const message = textOf(error['message']);
  return hasContent && message !== undefined ? { code, message } : { code };
}

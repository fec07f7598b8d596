import type { IncomingHttpHeaders } from 'node:http';
import type { Json, RunTrace } from '@configurable-agents/plugin-sdk';

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ZEROS = /^0+$/;

/**
 * What a sender's `traceparent` makes of a run: part of the sender's trace where the operator trusts senders, else a trace of its own with a
 * link. Undefined where there is none, or none that can be read. https://www.w3.org/TR/trace-context/
 */
export function traceOf(
  headers: IncomingHttpHeaders | { readonly [name: string]: Json },
  { isTrusted }: { readonly isTrusted: boolean },
): RunTrace | undefined {
  const lines = [headers['traceparent']].flat();
  const [line] = lines;
  if (lines.length !== 1 || typeof line !== 'string') return undefined;
  const text = line.trim();
  const [, version = '', traceId = '', parentId = '', flags = '', rest = ''] = TRACEPARENT.exec(text) ?? [];
  if (version === '' || version === 'ff' || ZEROS.test(traceId) || ZEROS.test(parentId)) return undefined;
  // Of version 0 nothing follows the flags; what later ones add is passed over.
  if (version === '00' && rest !== '') return undefined;
  const isSampled = (Number.parseInt(flags, 16) & 1) === 1;
  if (!isTrusted) return { link: `00-${traceId}-${parentId}-${isSampled ? '01' : '00'}` };
  return { trace_id: traceId, parent_id: parentId, sampled: isSampled };
}

// The spans of what a fact says has ended: an attempt of a node, and below it its calls of models and tools. Pure, and from the fact alone
// wherever that is enough, so that spans can be sent while the run goes on.
import { spanIdOf, traceIdOf } from '@configurable-agents/plugin-sdk';
import { boundedValue } from '../bounded.ts';
import { callsOf } from './calls.ts';
import type { Call } from './calls.ts';
import { numberOf, objectOf, textOf } from './fact.ts';
import type { Fact } from './fact.ts';
import { ATTRIBUTES } from './span.ts';
import type { Span, SpanType } from './span.ts';

export type About = {
  readonly runId: string;
  /** Inputs, outputs and messages of failures are in the spans. */
  readonly sendsContent: boolean;
  /** How an execution began, where that is known: for what ended without saying which attempt it was, or how long it took. */
  readonly begunOf: (key: string) => Begun | undefined;
};

/** The attempt that is under way, and when the execution, or that attempt, began in milliseconds. */
export type Begun = { readonly attempt: number; readonly ms: number };

type End = 'succeeded' | 'failed' | 'lost' | 'cancelled';

/** How an attempt ends, by the kind of its last fact. */
const ENDS: { readonly [kind: string]: End } = {
  'node.completed': 'succeeded',
  'node.attempt_failed': 'failed',
  'node.failed': 'failed',
  'attempt.lost': 'lost',
  'node.cancelled': 'cancelled',
};

/** Kinds of facts that say when something began. */
const BEGINS: ReadonlySet<string> = new Set(['node.scheduled', 'node.waiting', 'map.started']);

/** Whether a fact says how an attempt began or ended. */
export function isOfAttempt({ kind }: Fact): boolean {
  return Object.hasOwn(ENDS, kind) || BEGINS.has(kind);
}

/** How an execution began, as a fact says; undefined for one that ends something. */
export function begunOf(fact: Fact): Begun | undefined {
  if (!BEGINS.has(fact.kind)) return undefined;
  return { attempt: numberOf(fact['attempt']) ?? 1, ms: Date.parse(fact.time) };
}

/** The id of a run's root span. */
export function rootSpanId(runId: string): string {
  return spanIdOf(runId, 'run');
}

/** The span of the attempt that a fact ends, and those of its calls; none for a fact that ends nothing. */
export function spansOf(fact: Fact, about: About): readonly Span[] {
  const end = ENDS[fact.kind];
  const key = textOf(fact['key']);
  if (end === undefined || key === undefined) return [];
  const { runId, sendsContent } = about;
  const endMs = Date.parse(fact.time);
  const took = numberOf(fact['duration_ms']);
  const begun = about.begunOf(key);
  const began = took === undefined ? begun?.ms : endMs - took;
  // What was cancelled before it began has no span.
  if (end === 'cancelled' && began === undefined) return [];
  const attempt = numberOf(fact['attempt']) ?? begun?.attempt ?? 1;
  const error = errorOf(fact, { end, sendsContent });
  const calls = callsOf(fact, { sendsContent, error });
  const { name, type } = kindOf(fact, calls);
  const parent: Span = {
    traceId: traceIdOf(runId),
    spanId: spanIdOf(runId, 'attempt', key, attempt),
    parentId: key.endsWith(']') ? mapSpanId(runId, key) : rootSpanId(runId),
    name,
    kind: 'internal',
    startMs: Math.min(began ?? endMs, endMs),
    endMs,
    attributes: {
      [ATTRIBUTES.type]: type,
      ...(type === 'AGENT' ? { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': nodeOf(fact) } : {}),
      ...attributesOf(fact, { key, attempt, end }),
      ...(error === undefined ? {} : { 'error.type': error.type }),
      ...(sendsContent ? contentOf(fact) : {}),
    },
    ...(end === 'cancelled' ? {} : { status: error === undefined ? 'ok' : 'error' }),
    ...(error === undefined ? {} : { error }),
  };
  return [parent, ...calls.map((call, index) => below(parent, call, spanIdOf(runId, 'call', key, attempt, index)))];
}

/** A call ends with its attempt at the latest. */
function below(parent: Span, call: Call, spanId: string): Span {
  const { name, kind, atMs, attributes, error } = call;
  const { traceId, endMs: latest } = parent;
  const startMs = Math.min(parent.startMs + atMs, latest);
  const endMs = Math.min(startMs + (call.durationMs ?? Infinity), latest);
  const status = error !== undefined ? 'error' : parent.status === undefined ? undefined : 'ok';
  return {
    traceId,
    spanId,
    parentId: parent.spanId,
    name,
    kind,
    startMs,
    endMs,
    attributes,
    ...(status === undefined ? {} : { status }),
    ...(error === undefined ? {} : { error }),
  };
}

/** The map that an item is of: it has one attempt. */
function mapSpanId(runId: string, itemKey: string): string {
  return spanIdOf(runId, 'attempt', itemKey.slice(0, itemKey.lastIndexOf('[')), 1);
}

function nodeOf(fact: Fact): string {
  return textOf(fact['node']) ?? '';
}

/** Code of one's own is a task; another action is a tool; what the engine does itself is a link of the chain. */
function kindOf(fact: Fact, calls: readonly Call[]): { readonly name: string; readonly type: SpanType } {
  const node = nodeOf(fact);
  if (calls.some(({ isTool }) => isTool)) return { name: `invoke_agent ${node}`, type: 'AGENT' };
  const plugin = textOf(fact['plugin']);
  if (calls.length > 0 || plugin?.startsWith('code@') === true) return { name: `node ${node}`, type: 'TASK' };
  return { name: `node ${node}`, type: plugin === undefined ? 'CHAIN' : 'TOOL' };
}

type Attempted = { readonly key: string; readonly attempt: number; readonly end: End };

function attributesOf(fact: Fact, { key, attempt, end }: Attempted): Span['attributes'] {
  const plugin = textOf(fact['plugin']);
  return {
    'workflow.node': nodeOf(fact),
    'workflow.key': key,
    'workflow.attempt': attempt,
    'workflow.status': end,
    ...(plugin === undefined ? {} : { 'workflow.plugin': plugin }),
  };
}

function contentOf({ input, output }: Fact): Span['attributes'] {
  return {
    ...(input === undefined || input === null ? {} : { [ATTRIBUTES.inputs]: boundedValue(input) }),
    ...(output === undefined ? {} : { [ATTRIBUTES.outputs]: boundedValue(output) }),
  };
}

/** A message may quote what a node was given, so it is content too. */
function errorOf(
  fact: Fact,
  { end, sendsContent }: { readonly end: End; readonly sendsContent: boolean },
): Span['error'] | undefined {
  if (end === 'lost') return { type: 'attempt.lost', message: 'the thread or the process ended under it' };
  if (end !== 'failed') return undefined;
  const { code, class: kind, message } = objectOf(fact['error']);
  return { type: textOf(code) ?? 'error', message: (sendsContent ? textOf(message) : textOf(kind)) ?? '' };
}

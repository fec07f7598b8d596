// Brings the spans of a run to the server as facts come in. Every id follows from the run, and the server writes a span over an older one of its
// id, so that all of it may be sent again.
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { TrackedRun } from '@configurable-agents/plugin-sdk';
import type { Client } from '../client.ts';
import { CODES } from '../failures.ts';
import { LIMITS } from '../limits.ts';
import type { Settings } from '../settings.ts';
import { begunOf, spansOf } from './attempts.ts';
import type { Begun } from './attempts.ts';
import type { Fact } from './fact.ts';
import { requestsOf } from './otlp.ts';
import { rootSpanOf } from './root.ts';
import type { Place } from './root.ts';
import type { Span } from './span.ts';

/** What this process knows of a run's trace. */
export type TraceProgress = {
  /** Spans of facts up to this one of the run were sent. */
  upTo: number;
  /** Executions that are under way, by key. */
  begun: ReadonlyMap<string, Begun>;
};

/** What a server has of traces. It is looked at again after an outage. */
export type Taken = { spans: boolean; traces: boolean };

export type TraceJob = {
  readonly runId: string;
  readonly settings: Settings;
  readonly facts: readonly Fact[];
  readonly progress: TraceProgress;
  readonly place: Place;
  readonly client: Client;
  readonly taken: Taken;
  readonly warnOnce: (message: string) => void;
};

const SPANS_NOT_TAKEN =
  'the server takes no spans (POST /v1/traces): they need MLflow 3.6 or newer with a database (`--backend-store-uri sqlite:///mlflow.db`); ' +
  'traces of runs have no spans until then';

/** Sends the spans of what the facts say has ended, and with the run, which is then over, its root. */
export async function sendSpans(job: TraceJob, run?: TrackedRun): Promise<void> {
  const { runId, settings, facts, progress, place, client, taken } = job;
  if (!taken.spans) return;
  const begun = new Map(progress.begun);
  const spans: Span[] = [];
  let { upTo } = progress;
  for (const fact of facts) {
    if (fact.sequence <= upTo) continue;
    upTo = fact.sequence;
    const key = String(fact['key']);
    const begins = begunOf(fact);
    if (begins !== undefined) begun.set(key, begins);
    else {
      const known = (): Begun | undefined => begun.get(key) ?? rowOf(run, key);
      spans.push(...spansOf(fact, { runId, sendsContent: settings.sendsContent, begunOf: known }));
      begun.delete(key);
    }
  }
  if (run !== undefined) spans.push(rootSpanOf(run, settings));
  const isTaken = await isHad(async () => {
    for (const body of requestsOf(spans, LIMITS.bodyBytes)) await client.postSpans({ ...place, body });
  });
  if (!isTaken) {
    taken.spans = false;
    job.warnOnce(SPANS_NOT_TAKEN);
    return;
  }
  progress.upTo = upTo;
  progress.begun = begun;
}

/** How the run has an execution; of what was lost before this process knew of it. */
function rowOf(run: TrackedRun | undefined, key: string): Begun | undefined {
  const row = run?.nodes.find((node) => node.key === key);
  if (row === undefined || row.started_at === null) return undefined;
  return { attempt: row.attempt, ms: Date.parse(row.started_at) };
}

/** Whether the server has what is asked of it. */
export async function isHad(ask: () => Promise<void>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof TerminalError && error.code === CODES.noRoute) return false;
    throw error;
  }
}

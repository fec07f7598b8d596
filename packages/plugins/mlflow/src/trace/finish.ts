// The end of a trace: what stands for the run as a whole, with what is judged of it. One request, which may be sent again.
import { PluginError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { TrackedRun } from '@configurable-agents/plugin-sdk';
import { RUN_ID_TAG } from '../describe.ts';
import { CODES } from '../failures.ts';
import { assessmentsOf, MOST_ASSESSMENTS } from './assessments.ts';
import type { Assessment } from './assessments.ts';
import { mlflowTraceId } from './ids.ts';
import { traceOf } from './root.ts';
import { isHad } from './send.ts';
import type { Taken, TraceJob } from './send.ts';

export type FinishJob = Pick<TraceJob, 'settings' | 'place' | 'client' | 'taken' | 'warnOnce'> & {
  /** Says that a part of the run is left out. */
  readonly leaveOut: (reason: string) => void;
};

const TRACES_NOT_TAKEN = 'the server has no traces of MLflow 3; runs are recorded without a trace';
const ASSESSMENTS_NOT_TAKEN =
  'the server keeps no assessments of traces, which need MLflow 3.5 or newer; verdicts of gates and answers of people are left out until then';
const TRACE_STAYS =
  'the server cannot change a trace that it has, as it stores in files; what is listed of a trace stays as it was sent first';

/** Sends what stands for the trace of a run that is over. False: the server has no such traces. */
export async function sendTrace(job: FinishJob, run: TrackedRun): Promise<boolean> {
  const { taken, warnOnce } = job;
  if (!taken.traces) return false;
  taken.traces = await isHad(() => finish(job, run));
  if (!taken.traces) warnOnce(TRACES_NOT_TAKEN);
  return taken.traces;
}

async function finish(
  { settings, place, client, taken, warnOnce, leaveOut }: FinishJob,
  run: TrackedRun,
): Promise<void> {
  const all = assessmentsOf(run, settings, place);
  const own = all.slice(0, MOST_ASSESSMENTS);
  if (all.length > own.length) leaveOut(`it has ${all.length} assessments, of which the first ${own.length} are sent`);
  const put = (assessments: readonly Assessment[]): Promise<readonly Assessment[]> =>
    client.putTrace(traceOf(run, settings, { ...place, assessments }));
  try {
    const kept = await put(own);
    // A store of files gives them ids of its own: it takes a trace once, so none is there twice.
    if (kept.length < own.length) warnOnce(ASSESSMENTS_NOT_TAKEN);
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    const there = isAboutThere(error, taken) ? await client.traceInfo(mlflowTraceId(run.run_id)) : undefined;
    if (there === undefined) throw error;
    if (error instanceof TerminalError) {
      const ids = new Set(own.map(({ assessment_id: id }) => id));
      await put([...there.assessments.filter(({ assessment_id: id }) => !ids.has(id)), ...own]);
    } else if (there.tags[RUN_ID_TAG] === run.run_id) warnOnce(TRACE_STAYS);
    else throw error;
  }
}

/**
 * Whether the failure may come from what is there of the trace. Up to 3.6 at least, a database loses hold of assessments that are not named
 * again, such as those that a person made on MLflow's page, and refuses that: 400. A store of files fails at a trace that it has: 500.
 */
function isAboutThere(error: PluginError, taken: Taken): boolean {
  return error.code === CODES.badRequest || (error.code === CODES.serverError && !taken.spans);
}

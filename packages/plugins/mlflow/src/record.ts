// One run: brings what MLflow has of it to what the journal has. It may be called again at any point, by this process or by
// another: it looks before it creates, sends the same values each time, and ends the MLflow run last.
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { PluginError, TrackedRun } from '@configurable-agents/plugin-sdk';
import { artifactsOf } from './artifacts.ts';
import type { Client, MlflowRun } from './client.ts';
import { closingOf, ERROR_TAGS, isOver, openingOf } from './describe.ts';
import type { Experiments } from './experiments.ts';
import { CODES } from './failures.ts';
import { batchesOf } from './limits.ts';
import type { Settings } from './settings.ts';
import { mlflowTraceId } from './trace/ids.ts';
import { sendTrace } from './trace/finish.ts';
import { sendSpans } from './trace/send.ts';
import type { Taken, TraceJob, TraceProgress } from './trace/send.ts';
import type { Want } from './wanted.ts';

/** What this process knows of a run: how far it is, so that what was done is not done again. */
export type Progress = {
  mlflow?: MlflowRun & { readonly experimentId: string };
  settings?: Settings;
  /** Names of the steps of its end that are done. */
  readonly done: Set<string>;
  readonly trace: TraceProgress & { failures: number };
  /** The server has its trace. */
  hasTrace?: boolean;
  isClosed: boolean;
};

export type Desk = {
  readonly client: Client;
  readonly experiments: Experiments;
  readonly taken: Taken;
  /** Says that a part of the run is left out. */
  readonly leaveOut: (reason: string) => void;
  /** Says once in the life of the process. */
  readonly warnOnce: (message: string) => void;
};

type Job = {
  readonly run: TrackedRun;
  readonly settings: Settings;
  readonly want: Want;
  readonly progress: Progress;
  readonly desk: Desk;
};

/** What a run is, of which this process knows nothing yet. */
export function newProgress(): Progress {
  return { done: new Set(), trace: { upTo: 0, begun: new Map(), failures: 0 }, isClosed: false };
}

/** Creates the run where MLflow has none, and ends it when it is over. Throws when the server cannot be worked with now. */
export async function recordRun(job: Job): Promise<void> {
  const { run, want, progress } = job;
  progress.settings = job.settings;
  progress.mlflow ??= await open(job);
  if (want.goesOn) await goOn(job, progress.mlflow);
  else if (progress.mlflow.isDeleted || HAS_ENDED.has(progress.mlflow.status)) {
    // The run's end is the last thing that is sent, so all else of it is there; one that a person deleted stays so.
    progress.isClosed = true;
  }
  if (progress.isClosed) return;
  // The run may be further than its facts are: it ends with the fact that says so, when the spans of all that came before are there.
  if (!isOver(run) || want.kind !== 'close') {
    await recordSpans({ runId: run.run_id, want, progress, desk: job.desk });
    return;
  }
  await close(job, progress.mlflow);
  progress.isClosed = true;
}

/** Sends what is new of a run that was opened. */
export async function recordSpans({ runId, want, progress, desk }: Spans, run?: TrackedRun): Promise<void> {
  const job = traceJobOf({ runId, want, progress, desk });
  if (job === undefined) return;
  try {
    await sendSpans(job, run);
  } catch (error) {
    if (!isGivenUp(error, progress)) throw error;
    desk.leaveOut(error.message);
    progress.trace.upTo = want.facts.at(-1)?.sequence ?? progress.trace.upTo;
  }
}

type Spans = Pick<Job, 'want' | 'progress' | 'desk'> & { readonly runId: string };

/** Spans that the server could not store so often: it is them. */
const MOST_FAILURES = 5;

function isGivenUp(error: unknown, { trace }: Progress): error is PluginError {
  if (error instanceof TerminalError) return !isGone(error);
  if (!(error instanceof RetryableError) || error.code !== CODES.spansFailed) return false;
  trace.failures += 1;
  return trace.failures >= MOST_FAILURES;
}

function traceJobOf({ runId, want, progress, desk }: Spans): TraceJob | undefined {
  const { mlflow, settings, trace } = progress;
  if (mlflow === undefined || settings === undefined) return undefined;
  const { client, taken, warnOnce } = desk;
  const place = { experimentId: mlflow.experimentId, mlflowRunId: mlflow.id };
  return { runId, settings, facts: want.facts, progress: trace, place, client, taken, warnOnce };
}

const HAS_ENDED: ReadonlySet<string> = new Set(['FINISHED', 'FAILED', 'KILLED']);

/** A person had the run go on after its end: MLflow's run is made one that runs, so that its next end is recorded whatever comes between. */
async function goOn({ progress, desk }: Job, mlflow: NonNullable<Progress['mlflow']>): Promise<void> {
  const { id, isDeleted } = mlflow;
  progress.isClosed = isDeleted;
  if (isDeleted) return;
  progress.done.clear();
  await desk.client.updateRun({ run_id: id, status: 'RUNNING' });
  progress.mlflow = { ...mlflow, status: 'RUNNING' };
  for (const key of ERROR_TAGS) await desk.client.deleteTag({ run_id: id, key });
}

async function open({ run, settings, desk }: Job): Promise<NonNullable<Progress['mlflow']>> {
  const { client, experiments } = desk;
  const name = settings.experimentName;
  const experimentId = await experiments.idOf(name, client);
  const found = await client.findRun({ experimentId, runId: run.run_id });
  if (found !== undefined) return { ...found, experimentId };
  const opening = openingOf(run, settings);
  try {
    return { ...(await client.createRun({ ...opening, experiment_id: experimentId })), experimentId };
  } catch (error) {
    if (!(error instanceof TerminalError)) throw error;
    // The experiment may have been deleted since its id was looked up: then this says so, or makes a new one.
    experiments.forget(name);
    const again = await experiments.idOf(name, client);
    return { ...(await client.createRun({ ...opening, experiment_id: again })), experimentId: again };
  }
}

async function close(job: Job, mlflow: MlflowRun): Promise<void> {
  const { run, settings, want, progress, desk } = job;
  const { client, leaveOut } = desk;
  const step = async (name: string, act: () => Promise<void>): Promise<void> => {
    if (progress.done.has(name)) return;
    try {
      await act();
    } catch (error) {
      if (!(error instanceof TerminalError) || isGone(error)) throw error;
      leaveOut(error.message);
    }
    progress.done.add(name);
  };
  const spans = { runId: run.run_id, want, progress, desk };
  await step('spans', () => recordSpans(spans, run));
  await step('trace', async () => {
    const trace = traceJobOf(spans);
    progress.hasTrace = trace !== undefined && (await sendTrace({ ...trace, leaveOut }, run));
  });
  const traceId = progress.hasTrace === true ? mlflowTraceId(run.run_id) : undefined;
  const { status, end_time, params, metrics, tags } = closingOf(run, settings, traceId);
  // A parameter keeps its first value for ever: one that is there is not sent again.
  const known = new Set(mlflow.params.map(({ key }) => key));
  const fresh = params.filter(({ key }) => !known.has(key));
  const batches = batchesOf({ run_id: mlflow.id, params: fresh, metrics, tags });
  for (const [index, batch] of batches.entries()) await step(`batch ${index}`, () => client.logBatch(batch));
  await putArtifacts(job, { mlflow, step });
  await step('end', () => client.updateRun({ run_id: mlflow.id, status, end_time }));
}

/** The MLflow run was deleted, or removed for good, after it was opened: nothing of it can be sent any more. */
function isGone({ code, message }: PluginError): boolean {
  return code === CODES.missing || /current state is deleted/i.test(message);
}

type Steps = {
  readonly mlflow: MlflowRun;
  readonly step: (name: string, act: () => Promise<void>) => Promise<void>;
};

async function putArtifacts({ run, settings, desk }: Job, { mlflow, step }: Steps): Promise<void> {
  const { client, warnOnce } = desk;
  const folder = folderOf(mlflow.artifactUri);
  if (folder === undefined) {
    warnOnce(
      `the experiment ${JSON.stringify(settings.experimentName)} keeps its artifacts at ${schemeOf(mlflow.artifactUri)}, which ` +
        'only the server can reach, so files of runs are left out; an experiment made by a server that runs with ' +
        '--serve-artifacts takes them',
    );
    return;
  }
  for (const artifact of artifactsOf(run, settings)) {
    await step(artifact.name, async () => {
      try {
        await client.putArtifact(`${folder}/${artifact.name}`, artifact);
      } catch (error) {
        if (!(error instanceof TerminalError) || error.code !== CODES.noArtifacts) throw error;
        warnOnce(`${error.message}; files of runs are left out`);
      }
    });
  }
}

/** Where files of a run go when the server passes them on, as the path of its URI, percent-encoded; else undefined. */
function folderOf(uri: string): string | undefined {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  // With a host in it, another server passes them on: it is not given our credentials.
  return url?.protocol === 'mlflow-artifacts:' && url.host === '' ? url.pathname : undefined;
}

function schemeOf(uri: string): string {
  return URL.canParse(uri) ? `${new URL(uri).protocol}//…` : 'a path of its own';
}

// One run: brings what MLflow has of it to what the journal has. It may be called again at any point, by this process or by
// another: it looks before it creates, sends the same values each time, and ends the MLflow run last.
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { TrackedRun } from '@configurable-agents/plugin-sdk';
import { artifactsOf } from './artifacts.ts';
import type { Client, MlflowRun } from './client.ts';
import { closingOf, isOver, openingOf } from './describe.ts';
import type { Experiments } from './experiments.ts';
import { CODES } from './failures.ts';
import { batchesOf } from './limits.ts';
import type { Settings } from './settings.ts';

/** What this process knows of a run: how far it is, so that what was done is not done again. */
export type Progress = {
  mlflow?: MlflowRun;
  /** Names of the steps of its end that are done. */
  readonly done: Set<string>;
  isClosed: boolean;
};

export type Desk = {
  readonly client: Client;
  readonly experiments: Experiments;
  /** Says that a part of the run is left out. */
  readonly leaveOut: (reason: string) => void;
  /** Says once in the life of the process. */
  readonly warnOnce: (message: string) => void;
};

type Job = { readonly run: TrackedRun; readonly settings: Settings; readonly progress: Progress; readonly desk: Desk };

/** Creates the run where MLflow has none, and ends it when it is over. Throws when the server cannot be worked with now. */
export async function recordRun(job: Job): Promise<void> {
  const { run, progress } = job;
  progress.mlflow ??= await open(job);
  if (progress.mlflow.isDeleted || HAS_ENDED.has(progress.mlflow.status)) {
    // The run's end is the last thing that is sent, so all else of it is there; one that a person deleted stays so.
    progress.isClosed = true;
  }
  if (progress.isClosed || !isOver(run)) return;
  await close(job, progress.mlflow);
  progress.isClosed = true;
}

const HAS_ENDED: ReadonlySet<string> = new Set(['FINISHED', 'FAILED', 'KILLED']);

async function open({ run, settings, desk }: Job): Promise<MlflowRun> {
  const { client, experiments } = desk;
  const name = settings.experimentName;
  const experimentId = await experiments.idOf(name, client);
  const found = await client.findRun({ experimentId, runId: run.run_id });
  if (found !== undefined) return found;
  const opening = openingOf(run, settings);
  try {
    return await client.createRun({ ...opening, experiment_id: experimentId });
  } catch (error) {
    if (!(error instanceof TerminalError)) throw error;
    // The experiment may have been deleted since its id was looked up: then this says so, or makes a new one.
    experiments.forget(name);
    return client.createRun({ ...opening, experiment_id: await experiments.idOf(name, client) });
  }
}

async function close({ run, settings, progress, desk }: Job, mlflow: MlflowRun): Promise<void> {
  const { client, leaveOut } = desk;
  const { status, end_time, params, metrics, tags } = closingOf(run, settings);
  // A parameter keeps its first value for ever: one that is there is not sent again.
  const known = new Set(mlflow.params.map(({ key }) => key));
  const fresh = params.filter(({ key }) => !known.has(key));
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
  const batches = batchesOf({ run_id: mlflow.id, params: fresh, metrics, tags });
  for (const [index, batch] of batches.entries()) await step(`batch ${index}`, () => client.logBatch(batch));
  await putArtifacts({ run, settings, progress, desk }, { mlflow, step });
  await step('end', () => client.endRun({ run_id: mlflow.id, status, end_time }));
}

/** The MLflow run was deleted, or removed for good, after it was opened: nothing of it can be sent any more. */
function isGone({ code, message }: TerminalError): boolean {
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

import { existsSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import type { RunOutcome, RunRow, Runtime, RuntimeOptions } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { parseStrictJson } from '../../intake/strict-json.ts';
import { ownTerminal } from '../ask.ts';
import { askInputs } from '../ask-inputs.ts';
import { announceBounds } from '../bounds.ts';
import { Failure } from '../failure.ts';
import { followRun } from '../follow.ts';
import { expectOk, findHolder } from '../holder.ts';
import type { Holder } from '../holder.ts';
import { assertInputs, fieldsOf, parsePairs } from '../inputs.ts';
import { openLiveText } from '../live-text.ts';
import { progressLine, summaryLine } from '../progress.ts';
import { openRuntime, openSession } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';
import { compileFile, readSource } from '../source.ts';
import type { LimitOptions } from './validate-bounds.ts';

type Options = CommandOptions &
  LimitOptions & {
    readonly input: readonly string[];
    readonly inputs?: string;
    readonly memory?: boolean;
    readonly stream?: boolean;
    readonly record?: string;
    readonly replay?: string;
  };
type Job = {
  readonly file: string;
  readonly name: string;
  readonly source: string;
  readonly graph: ExecutionGraph;
  readonly inputs: JsonObject;
  /** What models say is written while they say it. */
  readonly isStreamed: boolean;
  readonly traffic: RuntimeOptions['traffic'] | undefined;
};

/** `run FILE`: in this process, or through the server that holds the store. Exit 0 only when it succeeded. */
export async function run(file: string, options: Options): Promise<void> {
  const session = await openSession(options, file === '-' ? {} : { file });
  const { output, settings } = session;
  const { graph, source } = await compileFile(session, file);
  const given = { ...(await inputsOf(options)), ...parsePairs(options.input, fieldsOf(graph)) };
  const terminal = options.json === true ? undefined : ownTerminal();
  const inputs = terminal === undefined ? given : await askInputs(graph, given, terminal);
  assertInputs(graph, inputs, { command: commandOf(file, options) });
  if (settings.provider !== undefined)
    output.say(`every LLM node uses ${settings.provider.value} (${settings.provider.from})`);
  const traffic = trafficOf(options);
  if (traffic !== undefined) output.say(`${traffic.mode === 'record' ? 'recording to' : 'replaying'} ${traffic.dir}`);
  await announceBounds(session, graph, options);
  const isInMemory = options.memory === true;
  if (isInMemory) output.say('in memory: nothing of this run is stored');
  const name = file === '-' ? graph.name : basename(file, extname(file));
  const isStreamed = options.stream ?? (process.stderr.isTTY ? options.json !== true : false);
  const job: Job = { file, name, source, graph, inputs, isStreamed, traffic };
  const outcome = await runSomewhere(session, options, job);
  tell(session, outcome, options);
}

/** How a run ended, wherever it ran. */
type Ended = Omit<RunOutcome, 'result' | 'state'> & { readonly result: unknown; readonly state: unknown };

function tell({ output, settings }: Session, outcome: Ended, options: Options): void {
  const { run_id, workflow_name, status, result, state, usage, duration_ms, error, redaction } = outcome;
  if (options.json === true) output.json({ run_id, workflow_name, status, result, state, usage, duration_ms, error });
  else if (status === 'succeeded') output.result(typeof result === 'string' ? result : JSON.stringify(result, null, 2));
  output.say(summaryLine(outcome, output));
  if (redaction !== undefined)
    output.say('values of it are shown as ***, by `redaction` of the configuration or by its workflow');
  if (status === 'succeeded') return;
  if (error !== null) output.say(`${error.node === null ? '' : `${error.node}: `}${error.message} (${error.code})`);
  if (options.memory !== true) {
    const at = options.dataDir === undefined ? '' : ` --data-dir ${options.dataDir}`;
    const isKept = redaction === undefined || settings.config.redaction?.keep_failed !== undefined;
    if (isKept) sayRetry(outcome, { output, at });
    else
      output.say('it cannot be retried: what is hidden is taken out of the store (`keep_failed` keeps it for a time)');
    output.say(`why, and what can be done: configurable-agents explain ${run_id}${at}`);
  }
  process.exitCode = process.exitCode ?? 1;
}

/** A write of which nobody knows whether it happened is not simply done again. */
function sayRetry({ run_id: id, error }: Ended, { output, at }: Pick<Session, 'output'> & { at: string }): void {
  if (error?.code === 'RUN_OUTCOME_UNKNOWN') return;
  output.say(`go on from there, once it is mended: configurable-agents runs retry ${id}${at}`);
}

function trafficOf({ record, replay, provider }: Options): RuntimeOptions['traffic'] {
  if (record !== undefined && replay !== undefined)
    throw new Failure(2, '--record and --replay exclude each other: record first, then replay what was recorded');
  const dir = record ?? replay;
  if (dir === undefined) return undefined;
  if (replay !== undefined && !existsSync(replay))
    throw new Failure(2, `there is no folder ${replay} to replay; make it: --record ${replay}`);
  if (provider === 'echo') throw new Failure(2, '--provider echo has no traffic to record or replay');
  return { mode: record === undefined ? 'replay' : 'record', dir: resolve(dir) };
}

function commandOf(file: string, { provider }: Options): string {
  return `configurable-agents run ${file}${provider === undefined ? '' : ` --provider ${provider}`}`;
}

async function inputsOf({ inputs: file }: Options): Promise<JsonObject> {
  if (file === undefined) return {};
  const parsed = parseStrictJson(Buffer.from(await readSource(file)));
  if (!parsed.ok) throw new Failure(2, `${file}:${parsed.line}:${parsed.column} ${parsed.message}`);
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Failure(2, `${file} must hold a JSON object of inputs`);
  return value as JsonObject;
}

async function runSomewhere(session: Session, options: Options, job: Job): Promise<Ended> {
  const write = (line: string): void => session.output.say(line);
  const { traffic } = job;
  const more = { write, ...(traffic === undefined ? {} : { traffic }) };
  if (options.memory === true) {
    return await runHere(await openRuntime(session, options, { memory: true, ...more }), session, job);
  }
  let runtime: Runtime;
  try {
    // Open runs of a stopped server are its business, not of this command.
    runtime = await openRuntime(session, options, { recover: false, ...more });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'STORE_LOCKED')) throw error;
    const holder = await findHolder(session.settings.dataDir.value);
    if (holder === undefined) throw error;
    if (traffic !== undefined) {
      const flag = traffic.mode === 'record' ? '--record' : '--replay';
      throw new Failure(
        2,
        `${flag} is for runs in this process, and the server at ${holder.url} holds the store; add --memory, or another --data-dir`,
      );
    }
    return await runThrough(holder, session, job);
  }
  return await runHere(runtime, session, job);
}

async function runHere(runtime: Runtime, { output }: Session, { isStreamed, ...job }: Job): Promise<RunOutcome> {
  let runId: string | undefined;
  const early: string[] = [];
  const live = openLiveText((text) => output.style('dim', text));
  if (isStreamed) runtime.subscribeTexts((piece) => output.write(live.piece(piece)));
  runtime.subscribe((entries) => {
    for (const { fact } of entries) {
      const line = progressLine(fact, output);
      if (line !== undefined) output.write(`${live.pause()}${line}\n`);
    }
  });
  const onSignal = (): void => {
    process.exitCode = 130;
    if (runId !== undefined)
      void runtime.cancel(runId, 'interrupted').catch((error: unknown) => early.push(String(error)));
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    const { graph, name: workflowName, inputs } = job;
    ({ run_id: runId } = await runtime.start({
      graph,
      workflowName,
      revision: null,
      inputs,
      trigger: { name: 'manual', uses: 'manual' },
    }));
    return await runtime.result(runId);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await runtime.close();
  }
}

async function runThrough(holder: Holder, { output, settings }: Session, job: Job): Promise<Ended> {
  output.say(`the store is held by the server at ${holder.url}; it runs there`);
  const provider = settings.provider?.value;
  const { source, file: path, inputs, isStreamed } = job;
  const body = { source, path, inputs, ...(provider === undefined ? {} : { provider }) };
  const { run_id: runId } = expectOk(await holder.call((api) => api.POST('/api/runs', { body })));
  const onSignal = (): void => {
    process.exitCode = 130;
    void holder
      .call((api) => api.POST('/api/runs/{id}/cancel', { params: { path: { id: runId } }, body: {} }))
      .catch(() => output.say('the server did not take the cancel'));
  };
  process.once('SIGINT', onSignal);
  const live = openLiveText((text) => output.style('dim', text));
  try {
    for await (const event of followRun(holder, runId, { texts: isStreamed })) {
      if (event.kind === 'text') output.write(live.piece(event.piece));
      else {
        const line = progressLine(event.fact, output);
        if (line !== undefined) output.write(`${live.pause()}${line}\n`);
      }
    }
    return await endedThrough(holder, runId);
  } finally {
    process.off('SIGINT', onSignal);
  }
}

/** Its result and its state are asked for by themselves: beside the run they are cut where they are large. */
async function endedThrough({ call }: Holder, id: string): Promise<Ended> {
  const [run, result, state] = await Promise.all([
    call((api) => api.GET('/api/runs/{id}', { params: { path: { id }, query: { payloads: false } } })),
    call((api) => api.GET('/api/runs/{id}/payloads/{part}', { params: { path: { id, part: 'result' } } })),
    call((api) => api.GET('/api/runs/{id}/payloads/{part}', { params: { path: { id, part: 'state' } } })),
  ]);
  const ended = expectOk(run);
  return {
    ...ended,
    status: endOf(ended.status),
    duration_ms: ended.duration_ms ?? 0,
    result: expectOk(result),
    state: expectOk(state),
  };
}

/** The status of a run that has ended. */
function endOf(status: RunRow['status']): RunOutcome['status'] {
  return status === 'succeeded' || status === 'cancelled' || status === 'superseded' ? status : 'failed';
}

// Whether a file is a run that this release can read: its shape, its hashes, and a replay of every run in it. Pure.
import { createHash } from 'node:crypto';
import type { Json } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../../errors.ts';
import { evolve } from '../../engine/evolve.ts';
import type { Fact } from '../../engine/fact.ts';
import { isKnownKind } from '../../engine/kinds.ts';
import { initialState, isFinished, shownStatus } from '../../engine/state.ts';
import { assertGraph } from '../../graph/assert.ts';
import { hashGraph } from '../../graph/hash.ts';
import type { ExecutionGraph } from '../../graph/graph.ts';
import { schemaProblem } from '../../schema/validator.ts';
import { wholeBody } from '../payloads.ts';
import { EXPORT_FORMAT, EXPORT_SCHEMA } from './format.ts';
import type { ExportedRun, RunExport } from './format.ts';

/** A run of a file, with its facts as the engine knows them. */
export type CheckedRun = {
  readonly id: string;
  readonly graph: ExecutionGraph;
  readonly facts: readonly Fact[];
  /** Values of it are not in the file. */
  readonly isRedacted: boolean;
};

/** Reads a file's text. Throws `EXPORT_INVALID`. */
export function checkExport(text: string): { readonly file: RunExport; readonly runs: readonly CheckedRun[] } {
  const file = parse(text);
  for (const [hash, body] of Object.entries(file.payloads)) {
    if (createHash('sha256').update(body).digest('hex') !== hash) throw invalid(`the value ${hash} was changed`);
  }
  for (const [hash, graph] of Object.entries(file.graphs)) {
    const { hash: own, ...body } = graph;
    if (own !== hash || hashGraph(body) !== hash) throw invalid(`the graph ${hash} was changed`);
    try {
      assertGraph(graph);
    } catch (cause) {
      throw invalid(`the graph ${hash} is none that this release runs: ${String(cause)}`);
    }
  }
  if (file.runs[0]?.run_id !== file.run_id) throw invalid(`its first run is not ${file.run_id}`);
  return { file, runs: file.runs.map((run) => checkRun(run, file)) };
}

function parse(text: string): RunExport {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : 'it is no JSON');
  }
  const format = typeof value === 'object' && value !== null && 'format' in value ? value['format'] : undefined;
  if (typeof format === 'number' && format > EXPORT_FORMAT) {
    throw invalid(`it is of format ${format}, this release reads up to ${EXPORT_FORMAT}; update configurable-agents`);
  }
  const problem = schemaProblem(EXPORT_SCHEMA, value);
  if (problem !== undefined) throw invalid(problem);
  return value as unknown as RunExport;
}

function checkRun({ run_id: id, facts, status, finished, redacted }: ExportedRun, file: RunExport): CheckedRun {
  const state = initialState(id);
  const whole = facts.map(({ seq, kind, body, refs }, i): Fact => {
    if (seq !== i + 1) throw invalid(`the journal of ${id} has ${seq} in the place of ${i + 1}`);
    if (!isKnownKind(kind))
      throw invalid(`fact ${seq} of ${id} is of the kind ${kind}, which this release does not know`);
    if ((kind === 'run.accepted') !== (i === 0)) throw invalid(`the journal of ${id} must begin with run.accepted`);
    try {
      const read = wholeBody(JSON.stringify(body), refs && JSON.stringify(refs), payloadOf(file, id));
      // By its kind it is a fact; what is wrong in its fields shows in the replay.
      const fact = { kind, ...read } as Fact;
      evolve(state, fact);
      return fact;
    } catch (cause) {
      if (cause instanceof RuntimeError) throw cause;
      throw invalid(`fact ${seq} of ${id} (${kind}) cannot be replayed: ${String(cause)}`);
    }
  });
  const graph = file.graphs[state.graph];
  if (graph === undefined) throw invalid(`it does not hold the graph ${state.graph} of ${id}`);
  if (shownStatus(state) !== status || state.finishedAt !== finished) {
    throw invalid(`a replay of ${id} ends as ${shownStatus(state)}, the file says ${status}`);
  }
  if (redacted === true && !isFinished(state))
    throw invalid(
      `the run ${id} was open, and values of it are hidden: it could not go on; export it once it has ended`,
    );
  return { id, graph, facts: whole, isRedacted: redacted === true };
}

function payloadOf({ payloads }: RunExport, id: string): (hash: string) => string {
  return (hash) => {
    const found = payloads[hash];
    if (found === undefined) throw invalid(`it does not hold the value ${hash} of ${id}`);
    return found;
  };
}

function invalid(reason: string): RuntimeError {
  return new RuntimeError('EXPORT_INVALID', `the file is no exported run: ${reason}`);
}

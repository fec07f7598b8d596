// What people and other programs do to runs: cancel, answer, signal, try again, fork.
import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { forkFact } from '../engine/fork.ts';
import { happened, isUnknown } from '../engine/happened.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import { nearest } from '../graph/nearest.ts';
import { firstProblem, validatorFor } from '../schema/validator.ts';
import type { StoreReader } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Once, Runtime, StartResult } from './api.ts';
import { newRunId } from './ids.ts';
import { acceptable } from './limited.ts';
import { loadRun } from './recover.ts';
import type { Requests } from './requests.ts';
import type { AcceptRequest } from './accepted.ts';
import type { OpenRun } from './open-run.ts';
import type { RunLoop } from './run-loop.ts';
import type { Waiters } from './waiters.ts';

type Host = {
  readonly store: Store;
  readonly reader: StoreReader;
  readonly loop: RunLoop;
  readonly waiters: Pick<Waiters, 'result'>;
  readonly graph: (hash: string) => ExecutionGraph;
  readonly requests: Requests;
  readonly assertOpen: () => void;
};

export function openInteractions({
  store,
  reader,
  loop,
  waiters,
  graph,
  requests,
  assertOpen,
}: Host): Pick<Runtime, 'cancel' | 'signal' | 'answer' | 'retry' | 'resume' | 'resolve' | 'fork'> {
  function openRun(runId: string): OpenRun {
    assertOpen();
    const run = loop.find(runId);
    if (run !== undefined) return run;
    const row = reader.run(runId);
    if (row === undefined) throw new RuntimeError('RUN_NOT_FOUND', `there is no run ${runId}`);
    throw new RuntimeError('RUN_NOT_OPEN', `the run ${runId} has ended: it is ${row.status}`);
  }

  async function cancel(runId: string, reason: string): Promise<void> {
    const run = loop.find(runId);
    if (run === undefined) {
      if (reader.run(runId) === undefined) throw new RuntimeError('RUN_NOT_FOUND', `there is no run ${runId}`);
      return;
    }
    assertOpen();
    await loop.hear(run, { kind: 'cancel', reason, time: Date.now() });
    await waiters.result(runId);
  }

  async function signal(runId: string, { name, payload }: { name: string; payload: Json }): Promise<void> {
    const run = openRun(runId);
    const schemas = signalsOf(run.graph);
    const wanted = schemas.get(name);
    if (wanted === undefined) {
      const near = nearest(name, [...schemas.keys()]);
      const known = schemas.size === 0 ? 'it waits for no signal' : `its signals are ${[...schemas.keys()].join(', ')}`;
      const help = near === undefined ? known : `did you mean ${near}?`;
      throw new RuntimeError('SIGNAL_UNKNOWN', `the run waits for no signal \`${name}\`; ${help}`);
    }
    // Several waits may take one name: the payload must suit each of them, since any may be first.
    for (const schema of wanted)
      assertFits(schema, payload, { code: 'SIGNAL_INVALID', what: `the signal \`${name}\`` });
    await loop.hear(run, { kind: 'signal', time: Date.now(), name, payload });
  }

  async function answer(
    runId: string,
    { key, answer: given, by }: { key: string; answer: JsonObject; by: string | null },
  ): Promise<void> {
    assertOpen();
    const asked = reader.approval(runId, key);
    const waiting = loop.find(runId)?.state.executions.get(key);
    if (waiting?.status === 'waiting' && waiting.waiting?.for === 'approval') {
      assertFits(closed(waiting.waiting.form), given, {
        code: 'ANSWER_INVALID',
        what: `the answer to \`${waiting.node}\``,
      });
      await loop.hear(openRun(runId), { kind: 'answer', time: Date.now(), key, answer: given, by });
      return;
    }
    if (asked === undefined && waiting === undefined) {
      throw new RuntimeError('APPROVAL_NOT_FOUND', `the run ${runId} asks nothing under ${key}`);
    }
    const before = asked?.answer ?? waiting?.output ?? null;
    const who = asked?.answered_by == null ? '' : ` by ${asked.answered_by}`;
    throw new RuntimeError(
      'APPROVAL_CLOSED',
      before === null ? `${key} is not open any more` : `${key} was answered already${who}: ${JSON.stringify(before)}`,
      { details: { answer: before, answered_by: asked?.answered_by ?? null } },
    );
  }

  async function retry(runId: string, { once }: { readonly once?: Once } = {}): Promise<StartResult> {
    assertOpen();
    return await requests(once, async (remember) => {
      const reopened = loop.reopen(failedRun(runId));
      // In the transaction of the fact that it is open again.
      await Promise.all([reopened, store.write(remember(runId))]);
      return runId;
    });
  }

  /** A run that has ended, as it was. */
  function endedRun(runId: string): OpenRun {
    if (loop.open.has(runId)) throw stillOpen(runId);
    const run = loadRun(store, { runId, graph });
    if (reader.run(runId)?.redaction !== 'removed') return run;
    throw new RuntimeError(
      'RUN_REDACTED',
      `values of the run ${runId} were taken out of the store when it had ended (\`redaction\` in the configuration), so it cannot go on; start it again with its inputs`,
    );
  }

  function failedRun(runId: string): OpenRun {
    const run = endedRun(runId);
    const { status } = run.state;
    if (status === 'succeeded' || status === 'superseded') {
      throw new RuntimeError(
        'RUN_NOT_OPEN',
        `the run ${runId} ${status === 'succeeded' ? 'has succeeded' : 'was superseded by a newer one'}; \`fork\` makes a new run of a part of it`,
      );
    }
    assertRoom(run);
    return run;
  }

  function assertRoom(run: OpenRun): void {
    const why = loop.admissions.whyNotAgain(run);
    if (why === undefined) return;
    throw new RuntimeError(
      'RUN_LIMIT_FULL',
      `the run ${run.id} cannot go on now: ${why}; try again when one has ended`,
    );
  }

  async function resume(runId: string): Promise<void> {
    const run = openRun(runId);
    if (run.state.held === 0) {
      throw new RuntimeError('RUN_NOT_PAUSED', `the run ${runId} is not held back by a plugin that has changed`);
    }
    await loop.hear(run, { kind: 'resume', time: Date.now(), accepted: true });
  }

  async function resolve(runId: string, { key, output }: { key: string; output: Json }): Promise<void> {
    assertOpen();
    const run = endedRun(runId);
    const execution = run.state.executions.get(key);
    if (execution === undefined || !isUnknown(execution)) {
      const open = [...run.state.executions.values()].filter(isUnknown).map((each) => each.key);
      const help = open.length === 0 ? 'the run has no unknown outcome' : `unknown is ${open.join(', ')}`;
      throw new RuntimeError('OUTCOME_KNOWN', `the outcome of \`${key}\` is not unknown; ${help}`);
    }
    const node = run.graph.nodes.find(({ name }) => name === execution.node);
    const schema = node?.kind === 'action' ? node.output_schema : undefined;
    const what = `the result of \`${execution.node}\``;
    if (schema !== undefined) assertFits(schema, output, { code: 'ANSWER_INVALID', what });
    const copy = happened(run.graph, run.state, { execution, output, time: Date.now() });
    if ('code' in copy) throw new RuntimeError('ANSWER_INVALID', `${what} does not fit: ${copy.message}`);
    assertRoom(run);
    await loop.reopen(run, copy);
  }

  async function fork(
    runId: string,
    { from, state: edits = {}, once }: { from: string; state?: JsonObject; once?: Once },
  ): Promise<StartResult> {
    assertOpen();
    return await requests(once, async (remember) => {
      const id = newRunId();
      await loop.accept({ ...forkOf(runId, { from, edits }), id, writes: remember(id) }).committed;
      return id;
    });
  }

  /** What a new run begins with that takes over what an ended one did before a node. */
  function forkOf(
    runId: string,
    { from, edits }: { readonly from: string; readonly edits: JsonObject },
  ): Omit<AcceptRequest, 'id'> {
    const run = endedRun(runId);
    const names = run.graph.nodes.filter((node) => node.finally !== true).map(({ name }) => name);
    if (!names.includes(from)) throw unknown('NODE_NOT_FOUND', { what: 'node', name: from, known: names });
    for (const [field, value] of Object.entries(edits)) {
      const declared = run.graph.state[field];
      if (declared === undefined) {
        throw unknown('RUN_INPUTS_INVALID', { what: 'state field', name: field, known: Object.keys(run.graph.state) });
      }
      assertFits(declared.schema, value, { code: 'RUN_INPUTS_INVALID', what: `the state field \`${field}\`` });
    }
    const { workflowName, revision, inputs, trigger, provider, sequence } = run.state;
    const { parent_key: _parent, ...alone } = trigger;
    const { debounce: _over, ...limits } = run.state.admission;
    const judged = loop.admissions.judge({ workflow: workflowName, admission: limits });
    return {
      graph: run.graph,
      workflowName,
      revision,
      inputs,
      trigger: alone,
      ...(provider === null ? {} : { provider }),
      forkedFrom: { run_id: runId, sequence },
      admission: acceptable(judged, workflowName).admission,
      from: run.hidden,
      ...(run.state.onFinish === null ? {} : { onFinish: run.state.onFinish }),
      facts: [forkFact(run.graph, run.state, { from, edits, time: Date.now() })],
    };
  }

  return { cancel, signal, answer, retry, resume, resolve, fork };
}

function stillOpen(runId: string): RuntimeError {
  return new RuntimeError('RUN_STILL_OPEN', `the run ${runId} has not ended; cancel it first, or wait`);
}

function unknown(
  code: 'NODE_NOT_FOUND' | 'RUN_INPUTS_INVALID',
  { what, name, known }: { readonly what: string; readonly name: string; readonly known: readonly string[] },
): RuntimeError {
  const near = nearest(name, known);
  const help = near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`;
  return new RuntimeError(code, `there is no ${what} \`${name}\`; ${help}`);
}

function signalsOf({ nodes }: ExecutionGraph): ReadonlyMap<string, readonly JsonSchema[]> {
  const found = new Map<string, JsonSchema[]>();
  for (const node of nodes) {
    if (node.kind !== 'wait' || node.wait.for !== 'signal') continue;
    const { signal, schema } = node.wait;
    found.set(signal, [...(found.get(signal) ?? []), schema]);
  }
  return found;
}

/** The answer is exactly the form's fields. */
function closed(form: JsonSchema): JsonSchema {
  return typeof form === 'object' && !('additionalProperties' in form)
    ? { ...form, additionalProperties: false }
    : form;
}

function assertFits(
  schema: JsonSchema,
  value: Json,
  { code, what }: { readonly code: 'SIGNAL_INVALID' | 'ANSWER_INVALID' | 'RUN_INPUTS_INVALID'; readonly what: string },
): void {
  const validate = validatorFor(schema);
  if (validate(value)) return;
  const errors = validate.errors.map(({ instancePath, params, message = 'does not fit' }) => {
    // A field that is missing, or one too many, is named by the path too: a form shows it beside the field.
    const { missingProperty, additionalProperty } = params as Partial<Record<string, string>>;
    const field = missingProperty ?? additionalProperty;
    const path = field === undefined ? instancePath : `${instancePath}/${field}`;
    return { path, message: `${instancePath} ${message}`.trim() };
  });
  throw new RuntimeError(code, `${what} does not fit: ${firstProblem(validate)}`, { details: { errors } });
}

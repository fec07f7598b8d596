// Whether the promises were kept, judged from outside: what clients were told, what the API and the journals say, and what happened in
// the world. Imports nothing of the product, so that it cannot be wrong in the same way.
import { isDeepStrictEqual } from 'node:util';
import type { Asked } from './clients.ts';
import type { Evidence, RunSeen } from './evidence.ts';
import { DETACHED, startsOf } from './expect.ts';
import type { JsonObject } from './http.ts';
import { judge } from './judge.ts';

export type Findings = {
  /** Requests for a run that were answered 2xx. */
  readonly accepted: number;
  /** Starts that were never answered. */
  readonly unanswered: number;
  readonly runs: number;
  /** Runs by workflow and status: `notify succeeded`. */
  readonly endings: { readonly [ending: string]: number };
  /** `attempt.lost` facts: work that a death interrupted. */
  readonly lostAttempts: number;
  readonly completions: number;
  /** One sentence for each promise that was broken. */
  readonly problems: readonly string[];
};

const READ_AT_ONCE = 8;

/** `onProgress` hears how many runs have been judged. */
export async function check(
  evidence: Evidence,
  asked: readonly Asked[],
  onProgress: (judged: number) => void = () => {},
): Promise<Findings> {
  const problems: string[] = [];
  const accepted = asked.filter(({ runId }) => runId !== null);
  const byRun = new Map(accepted.map((one) => [one.runId, one]));
  const runs = new Map(evidence.runs.map((run) => [run.run_id, run]));
  const starts = new Map<string, readonly string[]>();
  const numbers = new Map<number, string>();
  const written = new Map<string, number>();
  for (const key of evidence.ledger) written.set(key, (written.get(key) ?? 0) + 1);
  if (runs.size !== evidence.runs.length)
    problems.push(`the list names ${evidence.runs.length - runs.size} runs twice`);
  if (byRun.size !== accepted.length) problems.push(`${accepted.length} accepted starts share ${byRun.size} runs`);
  for (const { runId, workflow, number } of accepted) {
    const run = runs.get(runId as string);
    if (run === undefined) problems.push(`number ${number} was accepted as the run ${runId}, which does not exist`);
    else if (run.workflow_name !== workflow) problems.push(`${runId} is of ${run.workflow_name}, not of ${workflow}`);
  }
  problems.push(...deliveryProblems(evidence, accepted));

  let judged = 0;
  let lostAttempts = 0;
  let completions = 0;
  const judgeOne = async (run: RunSeen): Promise<void> => {
    const opened = await evidence.open(run.run_id);
    const one = byRun.get(run.run_id);
    const seen = judge(run, opened, { asked: one, written });
    problems.push(...seen.problems.map((problem) => `${run.run_id} (${run.workflow_name}): ${problem}`));
    lostAttempts += seen.lostAttempts;
    completions += seen.completions;
    starts.set(run.run_id, run.status === 'succeeded' ? startsOf(run.workflow_name, seen.inputs) : []);
    if (run.trigger.parent_run_id === undefined)
      problems.push(...originProblems(run, { one, inputs: seen.inputs, asked, numbers }));
    onProgress((judged += 1));
  };
  const queue = [...runs.values()];
  await Promise.all(
    Array.from({ length: READ_AT_ONCE }, async () => {
      for (let run = queue.pop(); run !== undefined; run = queue.pop()) await judgeOne(run);
    }),
  );
  problems.push(...familyProblems(runs, starts));
  const endings: { [ending: string]: number } = {};
  for (const { workflow_name: workflow, status } of runs.values())
    endings[`${workflow} ${status}`] = (endings[`${workflow} ${status}`] ?? 0) + 1;
  return {
    accepted: accepted.length,
    unanswered: asked.length - accepted.length,
    runs: runs.size,
    endings,
    lostAttempts,
    completions,
    problems,
  };
}

/** Each id of a delivery has started exactly the run that its sender was told. */
function deliveryProblems({ deliveries }: Evidence, accepted: readonly Asked[]): readonly string[] {
  const started = new Map<string, Set<string>>();
  for (const { dedupe_key: key, runs } of deliveries) {
    if (key === null) continue;
    const of = started.get(key) ?? new Set();
    for (const run of runs) of.add(run);
    started.set(key, of);
  }
  return accepted.flatMap(({ deliveryId, runId }) => {
    if (deliveryId === null) return [];
    const of = started.get(deliveryId) ?? new Set();
    if (of.size === 1 && of.has(runId as string)) return [];
    return [`${deliveryId} was accepted as the run ${runId}; its deliveries started ${[...of].join(', ') || 'none'}`];
  });
}

/** A run that no other started was asked for: its number was sent, with these inputs, and it is the only one of that number. */
function originProblems(
  run: RunSeen,
  {
    one,
    inputs,
    asked,
    numbers,
  }: {
    readonly one: Asked | undefined;
    readonly inputs: JsonObject;
    readonly asked: readonly Asked[];
    readonly numbers: Map<number, string>;
  },
): readonly string[] {
  const number = Number(inputs['number']);
  const sent = one ?? asked[number - 1];
  if (sent === undefined || (sent.runId !== null && sent.runId !== run.run_id))
    return [`${run.run_id} (${run.workflow_name}) was asked for by nobody`];
  const other = numbers.get(number);
  numbers.set(number, run.run_id);
  if (other !== undefined) return [`number ${number} was sent once and started ${other} and ${run.run_id}`];
  return isDeepStrictEqual(inputs, sent.inputs) ? [] : [`${run.run_id} has other inputs than were sent`];
}

/** Under each key at which a run starts another one there is exactly one, and nobody has a parent that is not there. */
function familyProblems(
  runs: ReadonlyMap<string, RunSeen>,
  starts: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const problems: string[] = [];
  const children = new Map<string, string>();
  for (const { run_id: id, trigger } of runs.values()) {
    // A run that its parent does not wait for has no key; each workflow here starts one of these at most.
    const { parent_run_id: parent, parent_key: key = DETACHED } = trigger;
    if (parent === undefined) continue;
    if (!runs.has(parent)) problems.push(`${id} was started by ${parent}, which does not exist`);
    const other = children.get(`${parent}/${key}`);
    if (other !== undefined) problems.push(`${parent} started two runs under ${key}: ${other} and ${id}`);
    children.set(`${parent}/${key}`, id);
  }
  for (const [id, keys] of starts)
    for (const key of keys) if (!children.has(`${id}/${key}`)) problems.push(`${id} started no run under ${key}`);
  return problems;
}

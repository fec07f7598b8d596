// What a store says about deliveries that were accepted: read from its tables and journals, not from what the server answered.
import type { RunRow, StoreReader } from '@configurable-agents/core';

export type Findings = {
  readonly accepted: number;
  readonly runs: number;
  readonly succeeded: number;
  /** `attempt.lost` facts: work that a kill interrupted. */
  readonly lostAttempts: number;
  /** One sentence for each promise that was broken. */
  readonly problems: readonly string[];
};

/** `accepted` maps the sender's id of each accepted delivery to the run that the answer named. */
export function inspectStore(
  reader: StoreReader,
  { workflow, accepted }: { readonly workflow: string; readonly accepted: ReadonlyMap<string, string> },
): Findings {
  const problems: string[] = [];
  const runs = new Map(allRuns(reader, workflow).map((run) => [run.run_id, run]));
  const runsByKey = runsOfDeliveries(reader);

  for (const [id, runId] of accepted) {
    const started = runsByKey.get(id) ?? new Set();
    if (!runs.has(runId)) problems.push(`${id} was accepted with the run ${runId}, which does not exist`);
    if (started.size !== 1 || !started.has(runId)) {
      problems.push(
        `${id} was accepted with the run ${runId}, its deliveries started ${[...started].join(', ') || 'none'}`,
      );
    }
  }

  const named = new Set(accepted.values());
  if (named.size !== accepted.size) problems.push(`${accepted.size} accepted deliveries share ${named.size} runs`);
  let lostAttempts = 0;
  for (const run of runs.values()) {
    if (!named.has(run.run_id)) problems.push(`the run ${run.run_id} belongs to no accepted delivery`);
    if (run.status !== 'succeeded')
      problems.push(`the run ${run.run_id} is ${run.status}: ${run.error?.code ?? ''} ${run.error?.message ?? ''}`);
    lostAttempts += inspectJournal(reader, run, problems);
  }
  return {
    accepted: accepted.size,
    runs: runs.size,
    succeeded: [...runs.values()].filter(({ status }) => status === 'succeeded').length,
    lostAttempts,
    problems,
  };
}

/** Adds what is wrong with a run's journal; gives the number of attempts that were lost. */
function inspectJournal(reader: StoreReader, { run_id: runId }: RunRow, problems: string[]): number {
  const facts = reader.journal(runId).map(({ fact }) => fact);
  const completed = facts.filter(({ kind }) => kind === 'node.completed').map((fact) => fact['key']);
  if (new Set(completed).size !== completed.length)
    problems.push(`a node of ${runId} completed twice: ${completed.join(', ')}`);
  if (completed.length !== 3) problems.push(`${completed.length} nodes of ${runId} completed, expected 3`);
  const finished = facts.filter(({ kind }) => kind === 'run.finished').length;
  if (finished !== 1) problems.push(`${runId} finished ${finished} times`);
  if (facts.some(({ sequence }, index) => sequence !== index + 1)) problems.push(`the journal of ${runId} has a gap`);
  return facts.filter(({ kind }) => kind === 'attempt.lost').length;
}

function allRuns(reader: StoreReader, workflow: string): readonly RunRow[] {
  return pages((cursor) => reader.runs({ workflow, limit: 500, ...(cursor === null ? {} : { cursor }) }));
}

/** Runs by the sender's id of the deliveries that started them. */
function runsOfDeliveries(reader: StoreReader): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { dedupe_key: key, runs } of pages((cursor) =>
    reader.deliveries({ limit: 500, ...(cursor === null ? {} : { cursor }) }),
  )) {
    if (key === null) continue;
    const started = found.get(key) ?? new Set();
    for (const run of runs) started.add(run);
    found.set(key, started);
  }
  return found;
}

function pages<T>(
  read: (cursor: string | null) => { readonly items: readonly T[]; readonly next_cursor: string | null },
): readonly T[] {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const page: { readonly items: readonly T[]; readonly next_cursor: string | null } = read(cursor);
    all.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return all;
}

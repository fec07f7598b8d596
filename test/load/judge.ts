// One run: its journal against itself, against what the API shows, against what its workflow allows, and against the world.
import { isDeepStrictEqual } from 'node:util';
import type { Asked } from './clients.ts';
import type { FactSeen, RunSeen } from './evidence.ts';
import { endingsOf } from './expect.ts';
import type { Ending } from './expect.ts';
import type { JsonObject } from './http.ts';

type Opened = {
  readonly facts: readonly FactSeen[];
  readonly nodes: readonly { readonly key: string; readonly status: string }[];
};

type Known = {
  readonly asked: Asked | undefined;
  /** Writes that happened, by the key under which they were asked for. */
  readonly written: ReadonlyMap<string, number>;
};

export type Judged = {
  readonly problems: readonly string[];
  readonly inputs: JsonObject;
  readonly lostAttempts: number;
  readonly completions: number;
};

/** An execution that dies alone this often is given up, since it looks as if it were what kills. */
const LOSSES_ALONE = 3;
/** The node whose effect the world writes down. */
const WRITER = { workflow: 'write', node: 'book' };

export function judge(run: RunSeen, { facts, nodes }: Opened, { asked, written }: Known): Judged {
  const inputs = (facts[0]?.['inputs'] ?? {}) as JsonObject;
  const completed = facts.filter(({ kind }) => kind === 'node.completed').map(({ key = '' }) => key);
  const problems = [
    ...orderProblems(facts),
    ...twice(completed),
    ...workAfterEnd(facts),
    ...shownProblems(run, { facts, nodes, completed }),
    ...endingProblems(run, { facts, completed, inputs, asked }),
    ...touchProblems(facts, asked),
    ...worldProblems(run, { completed, written }),
  ];
  const lostAttempts = facts.filter(({ kind }) => kind === 'attempt.lost').length;
  return { problems, inputs, lostAttempts, completions: completed.length };
}

/** Sequences without a gap, one beginning and one end. */
function orderProblems(facts: readonly FactSeen[]): readonly string[] {
  const problems: string[] = [];
  const gap = facts.findIndex(({ sequence }, i) => sequence !== i + 1);
  if (gap !== -1) problems.push(`its journal has a gap before its fact ${gap + 1}`);
  if (facts[0]?.kind !== 'run.accepted') problems.push(`its journal begins with ${facts[0]?.kind ?? 'nothing'}`);
  for (const kind of ['run.accepted', 'run.started', 'run.finished']) {
    const count = facts.filter((fact) => fact.kind === kind).length;
    if (count !== 1) problems.push(`${kind} is in its journal ${count} times`);
  }
  return problems;
}

function twice(keys: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return keys.flatMap((key) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [`${key} completed twice`];
  });
}

const WORK = new Set(['node.scheduled', 'attempt.lost', 'node.attempt_failed', 'node.retry_due', 'node.failed']);

/** Nothing is sent again after its completion, and nothing begins after the end of the run. */
function workAfterEnd(facts: readonly FactSeen[]): readonly string[] {
  const over = new Set<string>();
  const problems: string[] = [];
  let isOver = false;
  for (const { kind, key = '' } of facts) {
    if (WORK.has(kind) && over.has(key)) problems.push(`${kind} of ${key} after it had completed`);
    if (isOver && kind === 'node.scheduled') problems.push(`${key} was sent after the end of the run`);
    if (kind === 'node.completed') over.add(key);
    if (kind === 'run.finished') isOver = true;
  }
  return problems;
}

/** The API and the journal tell the same. */
function shownProblems(
  { status }: RunSeen,
  { facts, nodes, completed }: Opened & { readonly completed: readonly string[] },
): readonly string[] {
  const problems: string[] = [];
  const finished = facts.findLast(({ kind }) => kind === 'run.finished');
  if (finished !== undefined && finished['status'] !== status)
    problems.push(`the list says ${status}, its journal ${String(finished['status'])}`);
  const shown = nodes.filter((node) => node.status === 'succeeded').map(({ key }) => key);
  if (!isDeepStrictEqual(new Set(shown), new Set(completed)))
    problems.push(`the API shows as succeeded ${shown.join(', ')}, its journal ${completed.join(', ')}`);
  return problems;
}

/** The run has ended in one of the ways that its workflow allows. */
function endingProblems(
  { workflow_name: workflow, status, error }: RunSeen,
  {
    facts,
    completed,
    inputs,
    asked,
  }: {
    readonly facts: readonly FactSeen[];
    readonly completed: readonly string[];
    readonly inputs: JsonObject;
    readonly asked: Asked | undefined;
  },
): readonly string[] {
  const amounts = facts
    .filter(({ kind }) => kind === 'signal.received')
    .map((fact) => Number((fact['payload'] as JsonObject)['amount']));
  // An answer that nobody was told of counts as well: the connection broke after it was taken.
  const answered = facts.find(({ kind }) => kind === 'approval.answered')?.['answer'] as JsonObject | undefined;
  const ok = asked?.ok ?? (answered?.['ok'] as boolean | undefined) ?? null;
  const allowed = endingsOf(workflow, inputs, { amounts, ok });
  if (allowed === undefined) return [`it is of a workflow that nobody registered`];
  const result = facts.findLast(({ kind }) => kind === 'run.finished')?.['result'] ?? null;
  const seen = { status, code: error?.code ?? null, result, completed };
  if (allowed.some((ending) => fits(ending, seen, facts))) return [];
  if (seen.code === 'RUN_ATTEMPT_LOST' && wasGivenUp(facts)) return [];
  return [`it ended ${JSON.stringify(seen)}; allowed is ${allowed.map((each) => JSON.stringify(each)).join(' or ')}`];
}

type Seen = {
  readonly status: string;
  readonly code: string | null;
  readonly result: unknown;
  readonly completed: readonly string[];
};

function fits(ending: Ending, seen: Seen, facts: readonly FactSeen[]): boolean {
  if (ending.status !== seen.status) return false;
  if (ending.status === 'failed' && ending.code !== seen.code) return false;
  if (ending.result !== undefined && !isDeepStrictEqual(ending.result, seen.result)) return false;
  if (ending.ifLost !== undefined && !facts.some(({ kind, key }) => kind === 'attempt.lost' && key === ending.ifLost))
    return false;
  const [wanted, got] = [new Set(ending.completed), new Set(seen.completed)];
  return ending.isPartial === true ? got.isSubsetOf(wanted) : isDeepStrictEqual(got, wanted);
}

function wasGivenUp(facts: readonly FactSeen[]): boolean {
  const alone = facts.filter((fact) => fact.kind === 'attempt.lost' && fact['alone'] === true);
  return alone.length >= LOSSES_ALONE;
}

/** What others did to the run, and were told that it was accepted, is in its journal. */
function touchProblems(facts: readonly FactSeen[], asked: Asked | undefined): readonly string[] {
  if (asked === undefined) return [];
  const problems: string[] = [];
  const amounts = facts
    .filter(({ kind }) => kind === 'signal.received')
    .map((fact) => (fact['payload'] as JsonObject)['amount']);
  for (const amount of asked.amounts)
    if (!amounts.includes(amount)) problems.push(`the signal ${amount} was accepted and is not in its journal`);
  const answers = facts.filter(({ kind }) => kind === 'approval.answered');
  if (answers.length > 1) problems.push(`its question was answered ${answers.length} times`);
  const given = answers[0]?.['answer'] as JsonObject | undefined;
  if (asked.ok !== null && given?.['ok'] !== asked.ok)
    problems.push(`the answer ${asked.ok} was accepted, its journal says ${JSON.stringify(given ?? null)}`);
  return problems;
}

/** A write that is not idempotent happened once where it completed, and never twice. */
function worldProblems(
  { run_id: id, workflow_name: workflow }: RunSeen,
  { completed, written }: { readonly completed: readonly string[] } & Pick<Known, 'written'>,
): readonly string[] {
  if (workflow !== WRITER.workflow) return [];
  const times = written.get(`${id}/${WRITER.node}`) ?? 0;
  if (times > 1) return [`${WRITER.node} happened ${times} times`];
  return completed.includes(WRITER.node) && times === 0 ? [`${WRITER.node} completed and never happened`] : [];
}

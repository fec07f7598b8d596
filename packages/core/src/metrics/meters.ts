// What is counted as it happens: facts as they are appended, attempts as they end, commits, deliveries.
import type { Fact } from '../engine/fact.ts';
import type { LaneOutcome } from '../lane/lanes.ts';
import { counter, histogram } from './registry.ts';
import type { Metric } from './registry.ts';

export type Meters = {
  readonly facts: (facts: readonly Fact[]) => void;
  readonly attempt: (uses: string, outcome: LaneOutcome, seconds: number) => void;
  /** A transaction of the store: how many writes it had, and how long it took. */
  readonly commit: (writes: number, seconds: number) => void;
  readonly commitFailed: () => void;
  readonly delivery: (trigger: string, verdict: string) => void;
  readonly metrics: readonly Metric[];
};

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const COMMIT_SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];
const GROUP = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

export function openMeters(): Meters {
  const accepted = counter({
    name: 'configurable_agents_runs_accepted_total',
    help: 'Runs that were accepted',
  });
  const started = counter({ name: 'configurable_agents_runs_started_total', help: 'Runs that were started' });
  const finished = counter({
    name: 'configurable_agents_runs_finished_total',
    help: 'Runs that have ended, by how',
    labels: ['status'],
    known: [['succeeded'], ['failed'], ['cancelled'], ['superseded']],
  });
  const nodes = counter({
    name: 'configurable_agents_node_executions_total',
    help: 'Node executions that have ended, by how; items of a map and the map itself count each',
    labels: ['outcome'],
    known: [['succeeded'], ['failed'], ['skipped'], ['cancelled']],
  });
  const retries = counter({
    name: 'configurable_agents_node_retries_total',
    help: 'Attempts that failed and are tried again',
  });
  const attempts = histogram({
    name: 'configurable_agents_attempt_duration_seconds',
    help: 'Time of attempts from being due to their end, the wait for a lane included, by what the node uses and how they ended',
    labels: ['uses', 'outcome'],
    buckets: SECONDS,
  });
  const appended = counter({ name: 'configurable_agents_journal_facts_total', help: 'Facts that were appended' });
  const group = histogram({
    name: 'configurable_agents_store_commit_writes',
    help: 'Writes that share a commit',
    buckets: GROUP,
  });
  const commits = histogram({
    name: 'configurable_agents_store_commit_duration_seconds',
    help: 'Time of a commit, with its writes and its sync to disk',
    buckets: COMMIT_SECONDS,
  });
  const failures = counter({
    name: 'configurable_agents_store_commit_failures_total',
    help: 'Commits that failed and are tried again',
  });
  const deliveries = counter({
    name: 'configurable_agents_deliveries_total',
    help: 'Deliveries, by trigger and what became of them',
    labels: ['trigger', 'verdict'],
  });

  function count(fact: Fact): void {
    switch (fact.kind) {
      case 'run.accepted':
        accepted.add([]);
        break;
      case 'run.started':
        started.add([]);
        break;
      case 'run.finished':
        finished.add([fact.status]);
        break;
      case 'node.completed':
        nodes.add(['succeeded']);
        break;
      case 'node.failed':
        nodes.add(['failed']);
        break;
      case 'node.skipped':
        nodes.add(['skipped']);
        break;
      case 'node.cancelled':
        nodes.add(['cancelled']);
        break;
      case 'node.attempt_failed':
        retries.add([]);
        break;
      default:
    }
  }

  return {
    facts: (facts) => {
      appended.add([], facts.length);
      for (const fact of facts) count(fact);
    },
    attempt: (uses, outcome, seconds) => attempts.observe([uses, nameOf(outcome)], seconds),
    commit: (writes, seconds) => {
      group.observe([], writes);
      commits.observe([], seconds);
    },
    commitFailed: () => failures.add([]),
    delivery: (trigger, verdict) => deliveries.add([trigger, verdict]),
    metrics: [accepted, started, finished, nodes, retries, attempts, appended, group, commits, failures, deliveries],
  };
}

function nameOf(outcome: LaneOutcome): string {
  if (outcome.kind !== 'result') return outcome.kind;
  return outcome.result.ok ? 'succeeded' : 'failed';
}

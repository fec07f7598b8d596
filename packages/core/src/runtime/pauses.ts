// Pausing: runs of a workflow, or of one entry of its triggers, are accepted and wait until it is resumed.
import { RuntimeError } from '../errors.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import { nearest } from '../graph/nearest.ts';
import { pauseDelete, pauseWrite } from '../store/admission.ts';
import type { StoreReader } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Admissions } from './admissions.ts';
import type { Runtime } from './api.ts';
import type { Clock } from './clock.ts';

type Host = {
  readonly store: Pick<Store, 'write'>;
  readonly reader: Pick<StoreReader, 'workflow' | 'workflows'>;
  readonly admissions: Pick<Admissions, 'pause' | 'resume'>;
  readonly clock: Clock;
  readonly graph: (hash: string) => ExecutionGraph;
  readonly assertOpen: () => void;
};

/** Triggers that every registered workflow has, also without an entry. */
const ALWAYS: readonly string[] = ['generic', 'manual'];

export function openPauses(host: Host): Pick<Runtime, 'pauseWorkflow' | 'resumeWorkflow'> {
  const { store, admissions, clock, assertOpen } = host;
  return {
    pauseWorkflow: async (workflow, trigger) => {
      assertOpen();
      const at = placeOf(host, workflow, trigger);
      admissions.pause(at);
      await store.write([pauseWrite({ ...at, since: clock.now() })]);
    },
    resumeWorkflow: async (workflow, trigger) => {
      assertOpen();
      const at = placeOf(host, workflow, trigger);
      await store.write([pauseDelete(at)]);
      admissions.resume(at);
    },
  };
}

function placeOf(
  { reader, graph }: Host,
  name: string,
  trigger: string | undefined,
): { readonly workflow: string; readonly trigger: string | null } {
  const workflow = reader.workflow(name);
  if (workflow === undefined) {
    const known = reader.workflows().map((each) => each.name);
    throw new RuntimeError('WORKFLOW_NOT_FOUND', `there is no workflow ${name}; ${help(name, known)}`);
  }
  const entries = graph(workflow.hash).triggers;
  const free = ALWAYS.filter((uses) => !entries.some((entry) => entry.uses === uses));
  const known = [...entries.map((entry) => entry.name), ...free];
  if (trigger === undefined || known.includes(trigger)) return { workflow: name, trigger: trigger ?? null };
  throw new RuntimeError('TRIGGER_NOT_FOUND', `${name} has no trigger ${trigger}; ${help(trigger, known)}`);
}

function help(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean ${near}?`;
  return known.length === 0 ? 'none is registered' : `there are ${known.join(', ')}`;
}

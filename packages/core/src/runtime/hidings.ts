// What of open runs is hidden, and when it goes: beside each event that the run loop hears.
import type { EngineEvent } from '../engine/event.ts';
import type { Fact } from '../engine/fact.ts';
import { isFinished } from '../engine/state.ts';
import { hideFact } from '../hiding/hide-fact.ts';
import { hiddenBy, hidesNothing } from '../hiding/hidden.ts';
import { hiddenUntil, hiddenWrites } from '../store/hidden.ts';
import type { Write } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { textsOccurring } from './hiding.ts';
import type { Hiding } from './hiding.ts';
import type { AcceptRequest } from './accepted.ts';
import type { OpenRun } from './open-run.ts';

export type Hidings = {
  /** A run begins: the rules for its first fact, and rows. */
  readonly accepted: (
    run: OpenRun,
    request: AcceptRequest,
    parent: OpenRun | undefined,
  ) => { readonly rules: readonly string[]; readonly rows: readonly Write[] };
  /** An event was heard: it may have brought more that is to be hidden, ended the run, or begun it again. */
  readonly rows: (run: OpenRun, event: EngineEvent) => readonly Write[];
  /** Facts that come after the end of a run, as they are written. */
  readonly late: (run: OpenRun, facts: readonly Fact[]) => readonly Fact[];
};

export type OpenHidings = (find: (id: string) => OpenRun | undefined) => Hidings;

type Host = {
  readonly hiding: Hiding;
  readonly clock: Clock;
  /** How long a run that failed or was cancelled can still be gone on with. */
  readonly keepFailedMs: number;
  /** Something is hidden of a run. Called before it is written. */
  readonly onHidden: () => void;
};

const NOTHING = { rules: [], rows: [] } as const;

export function openHidings({ hiding, clock, keepFailedMs, onHidden }: Host): OpenHidings {
  return (find) => {
    /** Also of the runs that await it: what it was given is theirs too. */
    function add(run: OpenRun, texts: Iterable<string>): readonly Write[] {
      const rows: Write[] = [];
      const all = [...texts];
      for (let at: OpenRun | undefined = run; at !== undefined; at = find(at.state.trigger.parent_run_id ?? '')) {
        const { hidden } = at;
        const added = all.filter((text) => !hidden.texts.has(text));
        if (added.length === 0) continue;
        at.hidden = hiddenBy(
          hidden.rules.map(({ text }) => text),
          [...hidden.texts, ...added],
        );
        rows.push(...hiddenWrites(at.run, added));
      }
      if (rows.length > 0) onHidden();
      return rows;
    }

    function isKept({ state }: OpenRun): boolean {
      const { parent_run_id: parent = '', parent_key: key } = state.trigger;
      return (key !== undefined && find(parent) !== undefined) || untilOf(state) > clock.now();
    }

    function untilOf({ status, finishedAt }: OpenRun['state']): number {
      const isFailure = status === 'failed' || status === 'cancelled';
      return (finishedAt ?? clock.now()) + (isFailure ? keepFailedMs : 0);
    }

    /** What comes from outside while a run runs. */
    function added(run: OpenRun, event: EngineEvent): readonly Write[] {
      if (event.kind !== 'signal' && event.kind !== 'answer') return [];
      const told = event.kind === 'signal' ? event.payload : event.answer;
      return add(run, hiding.search(told, run.state.workflowName));
    }

    /** How long it is kept. What is awaited goes with who awaits it. */
    function kept({ run, state, hidden }: OpenRun, event: EngineEvent): readonly Write[] {
      if (hidesNothing(hidden) || state.trigger.parent_key !== undefined) return [];
      if (event.kind === 'retry') return [hiddenUntil(run, null)];
      return isFinished(state) ? [hiddenUntil(run, untilOf(state))] : [];
    }

    return {
      accepted: (run, { graph, workflowName, inputs, from, facts = [] }, parent) => {
        const texts = parent === undefined ? undefined : textsOccurring(parent.hidden.texts, inputs);
        const source = from ?? (texts === undefined ? undefined : { texts, rules: [] });
        const edits = facts.find((fact) => fact.kind === 'run.forked')?.edits ?? {};
        const asked = { graph, workflowName, inputs, edits };
        const toHide = hiding.ofRun(source === undefined ? asked : { ...asked, from: source });
        if (toHide === undefined) return NOTHING;
        run.hidden = hiddenBy(toHide.rules, toHide.texts);
        onHidden();
        const ofParents = parent === undefined ? [] : add(parent, toHide.texts);
        return { rules: toHide.rules, rows: [...hiddenWrites(run.run, toHide.texts), ...ofParents] };
      },
      rows: (run, event) => [...added(run, event), ...kept(run, event)],
      late: (run, facts) =>
        hidesNothing(run.hidden) || isKept(run) ? facts : facts.map((fact) => hideFact(fact, run.hidden)),
    };
  };
}

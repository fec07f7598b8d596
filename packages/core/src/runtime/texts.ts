// What models say while they say it. It is nowhere but here: what counts is the answer, which the journal has.
import type { Said } from '../lane/pool.ts';
import type { RunText } from './api.ts';

export type Texts = {
  readonly hear: (said: Said) => void;
  /** The attempt is over. */
  readonly ended: (runId: string, key: string) => void;
  /** What is being said in a run, so far. */
  readonly of: (runId: string) => readonly RunText[];
  readonly subscribe: (listener: (piece: RunText) => void) => () => void;
};

/** Characters of an answer that are kept for who comes late; longer ones are not told to them. */
const MOST_KEPT = 1_000_000;

export function openTexts(): Texts {
  const listeners = new Set<(piece: RunText) => void>();
  const runs = new Map<string, Map<string, RunText>>();

  return {
    hear: ({ runId, workflowName, node, key, attempt, text, begins }) => {
      const keys = runs.get(runId) ?? new Map<string, RunText>();
      runs.set(runId, keys);
      const before = begins ? '' : (keys.get(key)?.text ?? '');
      const piece: RunText = {
        run_id: runId,
        workflow_name: workflowName,
        node,
        key,
        attempt,
        offset: before.length,
        text,
      };
      if (before.length + text.length <= MOST_KEPT) keys.set(key, { ...piece, offset: 0, text: before + text });
      for (const listener of listeners) listener(piece);
    },
    ended: (runId, key) => {
      const keys = runs.get(runId);
      if (keys?.delete(key) === true && keys.size === 0) runs.delete(runId);
    },
    of: (runId) => [...(runs.get(runId)?.values() ?? [])],
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

// What models say while they say it. It is nowhere but here: what counts is the answer, which the journal has.
import type { Said } from '../lane/pool.ts';
import type { Mask } from '../redact/mask.ts';
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

/** `maskOf`: what hides what of a run is hidden. */
export function openTexts(maskOf: (runId: string) => Mask): Texts {
  const listeners = new Set<(piece: RunText) => void>();
  const runs = new Map<string, Map<string, RunText>>();
  const held = new Map<string, { readonly said: Said; readonly mask: Mask; readonly text: string }>();

  function tell({ runId, workflowName, node, key, attempt, text, begins }: Said): void {
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
  }

  return {
    hear: (said) => {
      const { runId, key, begins } = said;
      const at = `${runId}/${key}`;
      const mask = maskOf(runId);
      const before = held.get(at);
      held.delete(at);
      if (begins && before !== undefined) tell({ ...before.said, text: before.mask.text(before.text) });
      if (mask.isEmpty) {
        tell(said);
        return;
      }
      // What may be the beginning of something hidden waits for what follows.
      const all = `${begins ? '' : (before?.text ?? '')}${said.text}`;
      const from = all.length - mask.beginning(all);
      if (from < all.length) held.set(at, { said: { ...said, begins: false }, mask, text: all.slice(from) });
      if (from > 0 || begins) tell({ ...said, text: mask.text(all.slice(0, from)) });
    },
    ended: (runId, key) => {
      const at = `${runId}/${key}`;
      const last = held.get(at);
      held.delete(at);
      if (last !== undefined) tell({ ...last.said, text: last.mask.text(last.text) });
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

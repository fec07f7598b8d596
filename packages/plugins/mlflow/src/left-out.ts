import { oneLine } from './line.ts';

/** Collects what is left out of a batch, so that a reason that many runs share is one line. */
export type LeftOut = {
  readonly add: (run: { readonly runId: string; readonly workflowName: string }, reason: string) => void;
  readonly say: (write: (line: string) => void) => void;
};

export function openLeftOut(): LeftOut {
  const runs = new Map<string, string[]>();
  return {
    add: ({ runId, workflowName }, reason) => {
      const named = `${runId.slice(-8)} of ${workflowName}`;
      const others = runs.get(reason);
      if (others === undefined) runs.set(reason, [named]);
      else others.push(named);
    },
    say: (write) => {
      for (const [reason, [first = '', ...others]] of runs) {
        const who = others.length === 0 ? `run ${first} is` : `${others.length + 1} runs, such as ${first}, are`;
        write(oneLine(`mlflow: ${who} not recorded in full: ${reason}`, MOST_SAID));
      }
    },
  };
}

const MOST_SAID = 600;

// What a model says, piece by piece, on its way to whoever listens: without secrets, also without one that is cut over two pieces.
import type { AttemptContext } from './context.ts';
import type { LaneText } from './protocol.ts';

export type Saying = {
  /** An answer begins. */
  readonly begin: () => void;
  readonly add: (text: string) => void;
  /** The answer is over: what was held back is said. */
  readonly end: () => void;
  /** An answer that is there already. */
  readonly whole: (text: string) => void;
};

type Options = {
  readonly id: number;
  readonly say: (piece: LaneText) => void;
  readonly contexts: Pick<AttemptContext, 'scrubText' | 'beginningOfSecret'>;
};

export function openSaying({ id, say, contexts }: Options): Saying {
  let held = '';
  let hasBegun = false;

  function send(text: string): void {
    if (text === '') return;
    say({ id, text: contexts.scrubText(text), ...(hasBegun ? {} : { begins: true as const }) });
    hasBegun = true;
  }

  function begin(): void {
    held = '';
    hasBegun = false;
  }

  return {
    begin,
    add: (text) => {
      const all = held + text;
      const from = all.length - contexts.beginningOfSecret(all);
      held = all.slice(from);
      send(all.slice(0, from));
    },
    end: () => {
      send(held);
      held = '';
    },
    whole: (text) => {
      begin();
      send(text);
    },
  };
}

// What a lane asks its host for and waits for: each question has one answer, in whatever order they come.
import type { Json } from '@configurable-agents/plugin-sdk';
import type { FromLane, ToLane } from './protocol.ts';

type Question = Omit<Extract<FromLane, { readonly kind: 'recall' }>, 'kind'>;

export type Recalls = {
  readonly ask: (question: Question) => Promise<Json | undefined>;
  readonly answered: (answer: Extract<ToLane, { readonly kind: 'recalled' }>) => void;
};

export function openRecalls(post: (question: Question) => void): Recalls {
  const open = new Map<string, PromiseWithResolvers<Json | undefined>>();
  const nameOf = ({ id, key }: Question): string => `${id} ${key}`;

  return {
    ask: (question) => {
      const name = nameOf(question);
      const known = open.get(name);
      if (known !== undefined) return known.promise;
      const asked = Promise.withResolvers<Json | undefined>();
      open.set(name, asked);
      post(question);
      return asked.promise;
    },
    answered: ({ answer, ...question }) => {
      const name = nameOf(question);
      open.get(name)?.resolve(answer);
      open.delete(name);
    },
  };
}

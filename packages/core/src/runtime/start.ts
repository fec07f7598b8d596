// Starting a run that was asked for, now or as soon as there is room.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import type { Write } from '../store/store.ts';
import type { Runtime, StartRequest } from './api.ts';
import { newRunId } from './ids.ts';
import type { Requests } from './requests.ts';

type Host = {
  readonly requests: Requests;
  readonly accept: (
    request: StartRequest,
    at: { readonly id: string; readonly inputs: JsonObject; readonly writes: readonly Write[] },
  ) => Promise<void>;
  readonly validated: (request: StartRequest) => JsonObject;
  readonly assertOpen: () => void;
  readonly queued: () => number;
  readonly maxQueue: number;
};

export function openStarts(host: Host): Runtime['start'] {
  const { requests, accept, validated, assertOpen, queued, maxQueue } = host;
  return async (request) => {
    assertOpen();
    return await requests(request.once, async (remember) => {
      if (queued() >= maxQueue)
        throw new RuntimeError('QUEUE_FULL', `${maxQueue} runs are waiting already; send it again later`);
      const id = newRunId();
      const inputs = validated(request);
      await accept(request, { id, inputs, writes: remember(id) });
      return id;
    });
  };
}

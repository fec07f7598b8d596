// From a run that is asked for to one that is accepted: its inputs, its limits, its first facts.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { callbackProblem } from '../callback/callback.ts';
import { RuntimeError } from '../errors.ts';
import type { InputError, Runtime, StartRequest } from './api.ts';
import type { Environment } from './env.ts';
import type { Graphs } from './graphs.ts';
import { newRunId } from './ids.ts';
import { checkInputs } from './inputs.ts';
import { acceptable, limitedBy } from './limited.ts';
import type { Limited } from './limited.ts';
import type { Requests } from './requests.ts';
import type { AcceptRequest } from './accepted.ts';
import type { RunLoop } from './run-loop.ts';

type Host = {
  readonly requests: Requests;
  readonly loop: RunLoop;
  readonly graphs: Pick<Graphs, 'of'>;
  readonly env: Environment;
  readonly maxQueue: number;
  readonly provider: string | undefined;
  /** Where callbacks may go. */
  readonly callbacks: Parameters<typeof callbackProblem>[1];
  readonly assertOpen: () => void;
};

/** What of an accepted run is not asked for: `inputs` have been validated and have their defaults. */
export type Start = Pick<AcceptRequest, 'id' | 'inputs' | 'admission' | 'writes' | 'from'>;

export type Starts = Pick<Runtime, 'start'> & {
  /** The inputs with their defaults. Throws `RUN_INPUTS_INVALID`. */
  readonly validated: (request: StartRequest) => JsonObject;
  /** What the limits of the workflow make of a run. */
  readonly limited: (request: StartRequest, inputs: JsonObject) => Limited;
  /** Resolves once the run is durable. */
  readonly accept: (request: StartRequest, at: Start) => Promise<void>;
};

export function openStarts(host: Host): Starts {
  const { requests, loop, graphs, env, maxQueue, provider: everywhere, assertOpen } = host;

  function assertCallback({ onFinish }: StartRequest): void {
    const problem = onFinish && callbackProblem(onFinish, host.callbacks);
    if (problem !== undefined) throw new RuntimeError('CALLBACK_REFUSED', `no callback is sent there: ${problem}`);
  }

  const starts: Starts = {
    validated: (request) => {
      const { inputs, errors } = checkInputs(request.graph, request.inputs, env);
      if (errors.length > 0) throw inputsInvalid(request.workflowName, errors);
      return inputs;
    },
    limited: (request, inputs) => limitedBy({ judge: loop.admissions.judge, env }, request, inputs),
    accept: ({ graph, workflowName, revision, trigger, onFinish, provider = everywhere }, at) =>
      loop.accept({
        ...at,
        graph: graphs.of(graph),
        workflowName,
        revision,
        trigger,
        ...(provider === undefined ? {} : { provider }),
        ...(onFinish === undefined ? {} : { onFinish }),
      }).committed,
    start: async (request) => {
      assertOpen();
      return await requests(request.once, async (remember) => {
        if (loop.admissions.queued() >= maxQueue)
          throw new RuntimeError('QUEUE_FULL', `${maxQueue} runs are waiting already; send it again later`);
        const inputs = starts.validated(request);
        assertCallback(request);
        const { admission } = acceptable(starts.limited(request, inputs), request.workflowName);
        const id = newRunId();
        await starts.accept(request, { id, inputs, admission, writes: remember(id) });
        return id;
      });
    },
  };
  return starts;
}

function inputsInvalid(workflowName: string, errors: readonly InputError[]): RuntimeError {
  const listed = errors.map(({ message }) => message).join('; ');
  return new RuntimeError('RUN_INPUTS_INVALID', `the inputs of ${workflowName} are wrong: ${listed}`, {
    details: { errors },
  });
}

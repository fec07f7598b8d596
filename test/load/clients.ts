// Clients that start work of every kind without a pause, follow what needs somebody, and write down what they were promised.
import { setTimeout as delay } from 'node:timers/promises';
import { answerOf, apiAt } from './api.ts';
import type { Client } from './api.ts';
import { send } from './http.ts';
import type { Answer, JsonObject } from './http.ts';
import { pick, seeded } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';

/** A run that a client asked for, and what it was told. */
export type Asked = {
  readonly number: number;
  readonly workflow: string;
  readonly by: 'webhook' | 'api';
  readonly inputs: JsonObject;
  /** The id of the delivery; null by the API. */
  readonly deliveryId: string | null;
  /** The run that an answer of 2xx named. Null: the connection broke, so it may have been started or not. */
  runId: string | null;
  /** Payloads of signals that were accepted. */
  readonly amounts: number[];
  /** The answer that was accepted. */
  ok: boolean | null;
};

export type LoadOptions = {
  readonly seed: number;
  readonly clients: number;
  /** A client rests for up to this time after each start. */
  readonly pauseMs: number;
  readonly secret: string;
  /** Where the server is now. */
  readonly url: () => string;
  readonly scenarios?: readonly Scenario[];
};

export type Load = {
  readonly asked: readonly Asked[];
  /** One sentence for each answer that nobody may get. */
  readonly problems: readonly string[];
  /** Answers by status, and requests whose connection broke as `broken`. */
  readonly answers: ReadonlyMap<string, number>;
  /** Milliseconds from a start until its answer said how it ended, since the last call. */
  readonly takeLatencies: () => readonly number[];
  readonly start: () => void;
  /** Sends one more delivery and resolves when its run has ended. */
  readonly finishOne: () => Promise<void>;
  /** Starts nothing any more; resolves when what was started is accepted and followed. */
  readonly stop: () => Promise<void>;
  /** Gives up on everything. */
  readonly abandon: () => void;
};

/** After a connection that broke: what is down takes a while to come back. */
const NEXT_TRY_MS = 100;
/** A question may not have been asked yet. */
const NEXT_LOOK_MS = 25;
/** Every so many deliveries that were accepted are sent once more, as senders do that heard nothing. */
const AGAIN_EVERY = 15;
/** Waits for the end of every so many runs, so that there are latencies. */
const WAIT_EVERY = 10;

export function openLoad({ seed, clients, pauseMs, secret, url, scenarios }: LoadOptions): Load {
  const random = seeded(seed);
  const asked: Asked[] = [];
  const problems: string[] = [];
  const answers = new Map<string, number>();
  const stopping = new AbortController();
  const abandoned = new AbortController();
  let latencies: number[] = [];
  let ended: Promise<unknown> = Promise.resolve();

  /** What a request came to; undefined where it must be sent again: the connection broke, or the server was about to end. */
  async function counted(request: Promise<Answer | undefined>): Promise<Answer | undefined> {
    const answer = await request;
    const kind = answer === undefined ? 'broken' : String(answer.status);
    answers.set(kind, (answers.get(kind) ?? 0) + 1);
    if (answer === undefined || answer.status === 503) return undefined;
    return answer;
  }

  function wrong(what: string, { status, body }: Answer): void {
    problems.push(`${what} was answered ${status}: ${JSON.stringify(body)}`);
  }

  function note(scenario: Scenario): Asked {
    const number = asked.length + 1;
    const { workflow, by } = scenario;
    const deliveryId = by === 'webhook' ? `delivery-${number}` : null;
    const inputs = scenario.inputs(number, random);
    const one: Asked = { number, workflow, by, inputs, deliveryId, runId: null, amounts: [], ok: null };
    asked.push(one);
    return one;
  }

  /** Sends a delivery until it is accepted. */
  async function deliver(one: Asked, query: string): Promise<void> {
    const body = { workflow_name: one.workflow, inputs: one.inputs, webhook_id: one.deliveryId };
    while (!abandoned.signal.aborted) {
      const answer = await counted(send(`${url()}/webhooks/generic${query}`, { body, secret }));
      if (answer !== undefined) {
        accept(one, answer);
        return;
      }
      await delay(NEXT_TRY_MS);
    }
  }

  function accept(one: Asked, answer: Answer): void {
    const what = `number ${one.number} (${one.workflow})`;
    const { run_id: runId } = answer.body;
    if ((answer.status !== 202 && answer.status !== 200 && answer.status !== 201) || typeof runId !== 'string') {
      wrong(what, answer);
      return;
    }
    if (one.runId !== null && one.runId !== runId)
      problems.push(`${what} was accepted as the run ${one.runId} and again as ${runId}`);
    one.runId = runId;
  }

  async function startByApi(one: Asked): Promise<void> {
    const body = { workflow_name: one.workflow, inputs: one.inputs };
    const answer = await counted(answerOf(apiAt(url()).POST('/api/runs', { body })));
    if (answer !== undefined) accept(one, answer);
  }

  /** Does something to a run until it is accepted. A closed door is right only where an earlier try was never answered. */
  async function insist(
    what: string,
    request: (api: Client) => Parameters<typeof answerOf>[0],
    whenAccepted: () => void,
  ): Promise<void> {
    let isUnsure = false;
    while (!abandoned.signal.aborted) {
      const answer = await counted(answerOf(request(apiAt(url()))));
      if (answer === undefined) isUnsure = true;
      else if (answer.status === 202) return whenAccepted();
      else if (answer.status === 409 && isUnsure) return;
      else if (answer.status !== 404 || answer.body['code'] !== 'APPROVAL_NOT_FOUND') return wrong(what, answer);
      await delay(answer === undefined ? NEXT_TRY_MS : NEXT_LOOK_MS);
    }
  }

  async function follow(one: Asked, needs: Scenario['needs']): Promise<void> {
    const { runId: id, number: amount } = one;
    if (id === null || needs === undefined) return;
    const path = { id };
    if (needs === 'signal') {
      const signal = { params: { path }, body: { name: 'paid', payload: { amount } } };
      await insist(
        `the signal to ${id}`,
        (api) => api.POST('/api/runs/{id}/signal', signal),
        () => void one.amounts.push(amount),
      );
    } else if (needs === 'answer') {
      const ok = random() < 0.5;
      const answer = { params: { path: { ...path, key: 'ask' } }, body: { answer: { ok } } };
      await insist(
        `the answer to ${id}`,
        (api) => api.POST('/api/runs/{id}/approvals/{key}', answer),
        () => void (one.ok = ok),
      );
    } else {
      await delay(random() * 50);
      await insist(
        `the cancel of ${id}`,
        (api) => api.POST('/api/runs/{id}/cancel', { params: { path }, body: {} }),
        () => {},
      );
    }
  }

  async function startOne(): Promise<void> {
    const scenario = pick(random, scenarios);
    const one = note(scenario);
    const isTimed = scenario.by === 'webhook' && scenario.needs === undefined && one.number % WAIT_EVERY === 0;
    const began = performance.now();
    if (one.by === 'api') await startByApi(one);
    else await deliver(one, isTimed ? '?wait=20s' : '');
    if (isTimed) latencies.push(performance.now() - began);
    await follow(one, scenario.needs);
    if (one.deliveryId !== null && one.number % AGAIN_EVERY === 0 && !abandoned.signal.aborted) await deliver(one, '');
  }

  return {
    asked,
    problems,
    answers,
    takeLatencies: () => {
      const taken = latencies;
      latencies = [];
      return taken;
    },
    start: () => {
      const all = Array.from({ length: clients }, async () => {
        while (!stopping.signal.aborted) {
          await startOne();
          await delay(random() * pauseMs);
        }
      });
      ended = Promise.all(all);
      // Heard of when `stop` awaits it; until then it must not end the process.
      ended.catch(() => {});
    },
    finishOne: async () => {
      const one = note({ workflow: 'notify', weight: 0, by: 'webhook', inputs: (number) => ({ number }) });
      await deliver(one, '?wait=60s');
    },
    stop: async () => {
      stopping.abort();
      await ended;
    },
    abandon: () => {
      stopping.abort();
      abandoned.abort();
    },
  };
}

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { TrackedFact, Tracker, TrackerContext } from '@configurable-agents/plugin-sdk';
import { checkTracker, sampleFacts } from '@configurable-agents/plugin-sdk/testing';
import type { TrackerFixtures } from '@configurable-agents/plugin-sdk/testing';
import { catchTwins } from '../support/twins.ts';

type Send = (fact: TrackedFact, context: TrackerContext) => Promise<void>;
type Outlet = { readonly arrived: number[]; readonly send: Send };

/** An outlet that may be down or silent, as the configuration says. */
function openOutlet(): Outlet {
  const arrived: number[] = [];
  const send: Send = async ({ pos }, { config, signal }) => {
    signal.throwIfAborted();
    if (config['is'] === 'down') throw new RetryableError('the outlet refuses');
    if (config['is'] === 'silent') await sleep(60_000, undefined, { signal, ref: false });
    arrived.push(pos);
  };
  return { arrived, send };
}

/** Records each position once, in order. */
function goodOver({ send }: Outlet, { kinds = sampleKinds }: { readonly kinds?: ReadonlySet<string> } = {}): Tracker {
  let last = 0;
  return {
    record: async (batch, context) => {
      for (const tracked of batch.filter(({ pos, fact }) => pos > last && kinds.has(fact.kind))) {
        await send(tracked, context);
        last = tracked.pos;
      }
    },
  };
}

const sampleKinds = new Set(sampleFacts().map(({ fact }) => fact.kind));

const fixturesOf = ({ arrived }: Outlet): TrackerFixtures => ({
  recorded: () => arrived,
  positionOf: (each) => each as number,
  down: { config: { is: 'down' } },
  silent: { config: { is: 'silent' } },
});

/** A tracker of lines, once for each position. */
function linesOf(line: (fact: TrackedFact) => string): Tracker {
  let last = 0;
  return {
    record: (batch, { write }) => {
      for (const tracked of batch.filter(({ pos }) => pos > last)) {
        write(line(tracked));
        last = tracked.pos;
      }
    },
  };
}

type Twin = (outlet: Outlet) => Tracker;
/** A good tracker with something around its `record`. */
const around =
  (record: (good: Tracker, ...given: Parameters<Tracker['record']>) => Promise<void> | void): Twin =>
  (outlet) => {
    const good = goodOver(outlet);
    return { record: (batch, context) => record(good, batch, context) };
  };

function hold(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('contract kit: tracker', () => {
  it('passes one that keeps the contract', async () => {
    const outlet = openOutlet();
    await checkTracker(goodOver(outlet), fixturesOf(outlet));
    const sample = sampleFacts().map(({ pos }) => pos);
    assert.deepEqual(outlet.arrived.slice(0, sample.length), sample);
  });

  it('passes one that writes lines', () => checkTracker(linesOf(({ runId, fact }) => `${runId} ${fact.kind}`)));

  it('says that a fixture proves nothing', async () => {
    await assert.rejects(checkTracker(undefined), { name: 'TypeError' });
    await assert.rejects(
      checkTracker(
        linesOf(() => 'line'),
        { facts: [] },
      ),
      { name: 'TypeError' },
    );
  });

  catchTwins<'tracker', Twin>('tracker', {
    check: async (twin) => {
      const outlet = openOutlet();
      await checkTracker(twin(outlet), fixturesOf(outlet));
    },
    twins: {
      'tracker/records': around(async (good, batch, context) => {
        if (batch.length <= 1) await good.record(batch, context);
      }),
      'tracker/flush': ({ send }) => {
        // A buffer that is written a little later: what is in it is lost when the process ends.
        const seen = new Set<number>();
        return {
          record: async (batch, context) => {
            for (const fact of batch.filter(({ pos }) => !seen.has(pos))) {
              if (batch.length > 1) setTimeout(() => void send(fact, context), 10);
              else await send(fact, context);
              seen.add(fact.pos);
            }
          },
        };
      },
      'tracker/once': ({ send }) => ({
        record: async (batch, context) => {
          for (const fact of batch) await send(fact, context);
        },
      }),
      'tracker/order': ({ send }) => {
        const seen = new Set<number>();
        return {
          record: async (batch, context) => {
            for (const fact of batch.toReversed().filter(({ pos }) => !seen.has(pos))) {
              await send(fact, context);
              seen.add(fact.pos);
            }
          },
        };
      },
      'tracker/facts-untouched': around(async (good, batch, context) => {
        await good.record(batch, context);
        for (const { fact } of batch) Object.assign(fact, { seen: true });
      }),
      'tracker/unknown-facts': around(async (good, batch, context) => {
        const unknown = batch.find(({ fact }) => !sampleKinds.has(fact.kind));
        if (unknown !== undefined) throw new TypeError(`${unknown.fact.kind} is no kind of fact`);
        await good.record(batch, context);
      }),
      'tracker/one-line': around(async (good, batch, context) => {
        for (const { fact } of batch)
          context.write(JSON.stringify(fact['output'] ?? null).includes('forged') ? 'a\nb' : 'a');
        await good.record(batch, context);
      }),
      'tracker/slow': around(async (good, batch, context) => {
        if (batch.length > 1) hold(1100);
        await good.record(batch, context);
      }),
      'tracker/failure-told': around(async (good, batch, context) => {
        await Promise.resolve(good.record(batch, context)).catch(() => undefined);
      }),
      'tracker/again': ({ send }) => {
        // Notes the position before it is there.
        let last = 0;
        return {
          record: async (batch, context) => {
            for (const fact of batch.filter(({ pos }) => pos > last)) {
              last = fact.pos;
              await send(fact, context);
            }
          },
        };
      },
      'tracker/hang': around(async (good, batch, context) => {
        const unaware = { ...context, signal: new AbortController().signal };
        await good.record(batch, context.config['is'] === 'silent' ? unaware : context);
      }),
      'tracker/abort': around(async (good, batch, context) => {
        if (context.signal.aborted) await sleep(300);
        await good.record(batch, context);
      }),
    },
  });

  it('catches a line that a payload has forged', () =>
    assert.rejects(
      checkTracker(linesOf(({ fact }) => String((fact['error'] as { readonly message?: string } | null)?.message))),
      { rule: 'tracker/one-line' },
    ));
});

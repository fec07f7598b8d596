// A collector that is down, hangs, answers with errors or takes only small requests: nothing is lost but what it refuses for good.
import assert from 'node:assert/strict';
import { plugin } from '@configurable-agents/plugin-otel';
import { PluginError } from '@configurable-agents/plugin-sdk';
import { checkTracker } from '@configurable-agents/plugin-sdk/testing';
import { openTracker } from '../src/tracker.ts';
import { openCollector } from './support/collector.ts';
import type { Collector } from './support/collector.ts';
import { contextWith, factsOf, runWith } from './support/run.ts';

const KINDS: readonly string[] = ['run.accepted', 'run.finished'];

describe('tracker otel, where the collector does not take what it is sent', function () {
  this.timeout(20_000);
  let collector: Collector;
  let lines: string[];
  beforeEach(async () => {
    collector = await openCollector();
    lines = [];
  });
  afterEach(() => collector.close());

  const record = openTracker({ env: {} });
  let pos = 1;
  /** Of other facts with each call, so that one tracker serves them all. */
  const next = (): ReturnType<typeof factsOf> => {
    pos += 100;
    return factsOf(undefined, pos);
  };
  const failure = async (batch: ReturnType<typeof factsOf>, config: object = {}): Promise<PluginError> => {
    try {
      await record(batch, contextWith(collector.url, { config: { ...config }, write: (line) => lines.push(line) }));
    } catch (error) {
      assert.ok(error instanceof PluginError, String(error));
      return error;
    }
    return assert.fail('it got through');
  };

  it('waits where it is down, says so once, and sends it all once it is up', async () => {
    const batch = next();
    const { url } = collector;
    await collector.close();
    const first = await failure(batch);
    assert.deepEqual(
      [first.retryable, first.message],
      [true, `the collector at ${url}/v1/traces cannot be reached (ECONNREFUSED)`],
    );
    await failure(batch);
    assert.deepEqual(lines, [`otel: ${first.message}. What is to be sent waits in the journal`]);
    collector = await openCollector();
    await record(batch, contextWith(collector.url, { write: (line) => lines.push(line) }));
    assert.equal(collector.spans.length, 10);
    assert.equal(lines.at(-1), `otel: ${collector.url}/v1/traces takes what is sent again`);
  });

  it('gives up on an answer that does not come', async () => {
    collector.mood = { hangs: true };
    const { retryable, message } = await failure(next(), { timeout_ms: 50 });
    assert.deepEqual(
      [retryable, message],
      [true, `the collector at ${collector.url}/v1/traces has not answered within 50 ms`],
    );
  });

  it('waits as long as it is asked to', async () => {
    collector.mood = { status: 429, headers: { 'retry-after': '7' } };
    const { retryable, retryAfterMs } = await failure(next());
    assert.deepEqual([retryable, retryAfterMs], [true, 7000]);
    collector.mood = { status: 503 };
    assert.deepEqual((await failure(next())).message, `the collector at ${collector.url}/v1/traces is busy (503)`);
  });

  it('tries what is answered with 500 again, and no more than five times in a row', async () => {
    collector.mood = { status: 500 };
    const batch = next();
    for (let time = 1; time < 5; time += 1) assert.equal((await failure(batch)).retryable, true);
    const last = await failure(batch);
    assert.deepEqual(
      [last.retryable, last.message],
      [false, `the collector at ${collector.url}/v1/traces failed (500), again and again for the same facts`],
    );
  });

  it('waits for a person where the address or the credentials are wrong', async () => {
    const said: string[] = [];
    for (const status of [401, 403, 404, 302]) {
      collector.mood = { status, headers: { location: 'http://127.0.0.1:1' } };
      const { retryable, message } = await failure(next());
      assert.equal(retryable, true);
      said.push(message.slice(message.indexOf('v1/traces ') + 10));
    }
    assert.deepEqual(said, [
      'refuses the credentials (401): set OTEL_EXPORTER_OTLP_HEADERS',
      'refuses the credentials (403): set OTEL_EXPORTER_OTLP_HEADERS',
      'is no OTLP endpoint (404): set OTEL_EXPORTER_OTLP_ENDPOINT to its base address',
      'is no OTLP endpoint (302): set OTEL_EXPORTER_OTLP_ENDPOINT to its base address',
    ]);
  });

  it('sends a request that is too large in parts, and leaves out and tells of what is too large alone', async () => {
    const large = runWith({ settings: { attributes: { note: 'x'.repeat(3000) } } });
    collector.mood = { most: 1500 };
    await record(next(), contextWith(collector.url, { run: large, write: (line) => lines.push(line) }));
    assert.equal(collector.spans.length, 9);
    assert.ok(!collector.spans.some(({ name }) => name === 'invoke_workflow triage'));
    assert.ok(collector.requests.every(({ path }) => path.startsWith('/v1/')));
    assert.ok(
      lines.includes(
        `otel: one of the traces is left out: the collector at ${collector.url}/v1/traces takes no request so large (413)`,
      ),
    );
    assert.equal(collector.logs.length, 3);
  });

  it('sends only what did not get through when a batch comes again', async () => {
    const batch = next();
    const context = contextWith(collector.url);
    await record(batch.slice(0, 3), context);
    collector.mood = { status: 503 };
    await failure(batch);
    collector.mood = undefined;
    await record(batch, context);
    assert.equal(collector.spans.length, 10);
    assert.equal(collector.logs.length, 3);
  });

  it('tells of what the collector left out of a request that it took', async () => {
    collector.mood = { rejected: 2 };
    await record(
      next(),
      contextWith(collector.url, { config: { signals: ['traces'] }, write: (line) => lines.push(line) }),
    );
    assert.deepEqual(lines, ['otel: the collector left out 2 of 10 traces: too old']);
  });

  it('sends nothing where nobody said where to, and says that once', async () => {
    const silent = openTracker({ env: {} });
    const context = contextWith('', { config: { endpoint: '' }, write: (line) => lines.push(line) });
    await silent(next(), context);
    await silent(next(), context);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /set OTEL_EXPORTER_OTLP_ENDPOINT, or trackers\.otel\.endpoint/);
    await openTracker({ env: { OTEL_SDK_DISABLED: 'true' } })(next(), contextWith(collector.url));
    assert.deepEqual(collector.requests, []);
  });

  it('keeps the contract of a tracker', async () => {
    const closed = await openCollector();
    await closed.close();
    const silent = await openCollector();
    silent.mood = { hangs: true };
    try {
      await checkTracker(plugin.trackers?.['otel'], {
        facts: factsOf(undefined, 5000).filter(({ fact }) => KINDS.includes(fact.kind)),
        context: contextWith(collector.url),
        down: contextWith(closed.url),
        silent: contextWith(silent.url),
        recorded: () => collector.spans,
      });
    } finally {
      await silent.close();
    }
  });
});

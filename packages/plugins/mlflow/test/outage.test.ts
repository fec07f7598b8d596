import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { TrackedFact, TrackerContext } from '@configurable-agents/plugin-sdk';
import { openFakeMlflow } from './support/fake-mlflow.ts';
import type { FakeMlflow } from './support/fake-mlflow.ts';
import { openHost } from './support/host.ts';
import type { Host } from './support/host.ts';
import { factsOf, runIdOf, trackedRun } from './support/run.ts';

describe('an MLflow server that cannot be worked with', () => {
  let fake: FakeMlflow;
  let host: Host;
  beforeEach(async () => {
    fake = await openFakeMlflow();
    host = openHost({ url: fake.url });
  });
  afterEach(() => fake.stop());

  const factsOfRuns = (count: number, from = 1): readonly TrackedFact[] =>
    Array.from({ length: count }, (_, index) => {
      const run = trackedRun({ run_id: runIdOf(from + index) });
      host.runs.set(run.run_id, run);
      return factsOf(run, { pos: 1 + index * 4 });
    }).flat();
  const failureOf = async (
    facts: readonly TrackedFact[],
    given: Partial<TrackerContext> = {},
  ): Promise<RetryableError> => {
    const failure: unknown = await host.hand(facts, given).then(
      () => assert.fail('the batch went through'),
      (error: unknown) => error,
    );
    assert.ok(failure instanceof RetryableError, String(failure));
    return failure;
  };
  const statuses = (): readonly string[] => fake.store.runs.map(({ status }) => status);
  const finished = (count: number): readonly string[] => Array.from({ length: count }, () => 'FINISHED');

  it('keeps the batch, says so once with what to do, and says how many caught up when it is back', async () => {
    const facts = factsOfRuns(12);
    await fake.stop();
    for (let delivery = 0; delivery < 3; delivery += 1) {
      const { code, class: kind } = await failureOf(facts);
      assert.deepEqual([code, kind], ['MLFLOW_UNREACHABLE', 'unavailable']);
    }
    assert.equal(host.lines.length, 1);
    assert.match(
      host.lines[0] ?? '',
      /^mlflow: no MLflow server answers at http:\/\/127\.0\.0\.1:\d+ \(.*ECONNREFUSED.*\)/,
    );
    assert.match(host.lines[0] ?? '', /start one with `mlflow server`, or set MLFLOW_TRACKING_URI\. Runs wait/);

    await fake.start();
    await host.hand(facts);
    assert.deepEqual(statuses(), finished(12));
    assert.deepEqual(host.lines.slice(1), [`mlflow: ${fake.url} records runs again; 12 runs caught up`]);

    await fake.stop();
    await failureOf(factsOfRuns(1, 20));
    assert.equal(host.lines.length, 3, 'the next outage is said again');
    await fake.start();
  });

  it('does not do again what was done before it went away', async () => {
    host = openHost({ url: fake.url, concurrency: 1 });
    const facts = factsOfRuns(3);
    fake.intercept = ({ path, body }) =>
      path.endsWith('runs/create') && body.includes('00000000003"') ? { status: 502 } : undefined;
    await failureOf(facts);
    assert.deepEqual(statuses(), finished(2));
    const count = fake.seen.length;
    fake.intercept = () => undefined;
    await host.hand(facts);
    assert.deepEqual(statuses(), finished(3));
    // Of the third run: search, create, spans, trace, batch, three files, end.
    assert.equal(fake.seen.length - count, 9);
  });

  it('begins no further run once it is known to be away', async () => {
    const facts = factsOfRuns(100);
    fake.intercept = () => ({ status: 503 });
    await failureOf(facts);
    assert.ok(fake.seen.length <= 8, `${fake.seen.length} requests`);
  });

  it('that never answers costs one timeout', async () => {
    host = openHost({ url: fake.url, timeoutMs: 100 });
    const facts = factsOfRuns(50);
    fake.intercept = () => null;
    const { code, class: kind } = await failureOf(facts);
    assert.deepEqual([code, kind], ['MLFLOW_TIMEOUT', 'timeout']);
    assert.ok(fake.seen.length <= 8, `${fake.seen.length} requests`);
    assert.match(host.lines[0] ?? '', /did not answer GET experiments\/get-by-name in time/);
  });

  it('that hangs in the middle of an answer costs one timeout', async () => {
    const server = createServer((_request, response) => response.writeHead(200).write('{"experiment":'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    host = openHost({ url: `http://127.0.0.1:${port}`, timeoutMs: 100 });
    assert.equal((await failureOf(factsOfRuns(1))).code, 'MLFLOW_TIMEOUT');
    server.closeAllConnections();
    server.close();
  });

  it('says how long it wants to be left alone', async () => {
    const facts = factsOfRuns(1);
    fake.intercept = () => ({ status: 429, headers: { 'retry-after': '7' } });
    const failure = await failureOf(facts);
    assert.deepEqual([failure.class, failure.retryAfterMs], ['rate_limit', 7000]);
    fake.intercept = () => ({ status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } });
    assert.equal((await failureOf(facts)).retryAfterMs, 0);
  });

  it('is one outage while it is refused, slow and overloaded in turn, and another one when a person must mend it', async () => {
    host = openHost({ url: fake.url, timeoutMs: 500 });
    const facts = factsOfRuns(1);
    for (const answer of [{ status: 503 }, null, { status: 429 }, { status: 502 }, { status: 500 }]) {
      fake.intercept = () => answer;
      await failureOf(facts);
    }
    assert.equal(host.lines.length, 1);
    fake.intercept = () => ({ status: 401 });
    await failureOf(facts);
    await failureOf(facts);
    assert.equal(host.lines.length, 2);
    assert.match(
      host.lines[1] ?? '',
      /wants credentials \(401\): set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW/,
    );
  });

  it('that refuses the host name is told apart, with the option that mends it', async () => {
    const body = 'Invalid Host header - possible DNS rebinding attack detected';
    fake.intercept = () => ({ status: 403, body, headers: { 'content-type': 'text/plain' } });
    const failure = await failureOf(factsOfRuns(1));
    assert.deepEqual([failure.code, failure.class], ['MLFLOW_HOST_CHECK', 'auth']);
    const { host: name } = new URL(fake.url);
    assert.ok(host.lines[0]?.includes(`--allowed-hosts "${name},localhost:*,127.0.0.1:*"`), host.lines[0]);
  });

  it('that refuses credentials says so without telling them', async () => {
    host = openHost({ url: fake.url, secrets: { token: 'hunter22' } });
    const facts = factsOfRuns(1);
    fake.intercept = () => ({ status: 403, body: '{"error_code":"PERMISSION_DENIED","message":"no hunter22 here"}' });
    const failure = await failureOf(facts);
    assert.equal(failure.class, 'auth');
    assert.match(failure.message, /does not allow GET experiments\/get-by-name \(403\): no \*\*\* here; give the user/);
    fake.intercept = () => ({ status: 401 });
    await failureOf(facts);
    assert.match(host.lines[1] ?? '', /refuses the token of MLFLOW_TRACKING_TOKEN, which may have expired \(401\)/);
    assert.ok(!host.lines.join('\n').includes('hunter22'));
  });

  for (const [what, answer, says] of [
    ['a page', { status: 404, body: '<html>' }, /is no MLflow server \(it answers 404\)/],
    [
      'what is no JSON',
      { status: 200, body: '<html>' },
      /is no MLflow server \(it answers with something else than JSON\)/,
    ],
    [
      'JSON of another kind',
      { status: 200, body: '{"ok":true}' },
      /is no MLflow server \(it answers without an experiment\)/,
    ],
    [
      'a redirect',
      { status: 308, headers: { location: 'https://mlflow.example/api?secret=1' } },
      /answers 308 and points to https:\/\/mlflow\.example\/api; set MLFLOW_TRACKING_URI/,
    ],
  ] as const) {
    it(`is something else where it answers with ${what}`, async () => {
      fake.intercept = () => answer;
      const failure = await failureOf(factsOfRuns(1));
      assert.equal(failure.code, 'MLFLOW_NOT_MLFLOW');
      assert.match(failure.message, says);
    });
  }

  it('ends a batch at once when the host stops it, which is no outage', async () => {
    const controller = new AbortController();
    fake.intercept = () => {
      controller.abort();
      return null;
    };
    host = openHost({ url: fake.url });
    const failure = await failureOf(factsOfRuns(20), { signal: controller.signal });
    assert.equal(failure.code, 'MLFLOW_INTERRUPTED');
    assert.deepEqual(host.lines, []);
  });

  it('that is slow gets a long batch in parts, each going on where the one before ended', async () => {
    let now = 0;
    host = openHost({ url: fake.url, concurrency: 1, budgetMs: 100, now: () => now });
    fake.intercept = () => {
      now += 30;
    };
    const facts = factsOfRuns(3);
    let deliveries = 0;
    for (; deliveries < 20 && statuses().filter((status) => status === 'FINISHED').length < 3; deliveries += 1) {
      await host.hand(facts).catch((error: RetryableError) => {
        assert.deepEqual([error.code, error.retryAfterMs], ['MLFLOW_INTERRUPTED', 1]);
      });
    }
    assert.deepEqual(statuses(), finished(3));
    assert.ok(deliveries > 3, `${deliveries} deliveries`);
    // One for the experiment and eight for each run: nothing was written twice.
    assert.equal(fake.writes().length, 25);
    assert.deepEqual(host.lines, []);
  });

  describe('and one run that is always answered with 500', () => {
    const breaksOn = (part: string): void => {
      fake.intercept = ({ path, body }) =>
        path.endsWith('log-batch') && body.includes(part)
          ? { status: 500, body: '{"error_code":"INTERNAL_ERROR"}' }
          : undefined;
    };

    it('lets the others of the batch through, and is left out after five times', async () => {
      host = openHost({ url: fake.url, concurrency: 1 });
      const facts = factsOfRuns(4);
      breaksOn(`"run_id":"${'2'.padStart(32, '0')}"`);
      for (let delivery = 1; delivery <= 4; delivery += 1) await failureOf(facts);
      assert.deepEqual(statuses(), ['FINISHED', 'RUNNING', 'FINISHED', 'FINISHED']);
      await host.hand(facts);
      assert.match(
        host.lines[1] ?? '',
        /^mlflow: run 00000002 of hello is not recorded in full: MLflow at .* answers 500/,
      );
      const count = fake.seen.length;
      await host.hand(facts);
      assert.equal(fake.seen.length, count);
    });

    it('is not given up while nothing else is recorded either', async () => {
      const facts = factsOfRuns(2);
      breaksOn('');
      for (let delivery = 1; delivery <= 20; delivery += 1) await failureOf(facts);
      fake.intercept = () => undefined;
      await host.hand(facts);
      assert.deepEqual(statuses(), finished(2));
    });

    it('stops the batch when three of them are', async () => {
      host = openHost({ url: fake.url, concurrency: 1 });
      const facts = factsOfRuns(50);
      breaksOn('');
      await failureOf(facts);
      assert.equal(fake.store.runs.length, 3);
    });
  });
});

// Streams of events over real connections: nothing is lost, nothing comes twice, whoever comes when.
import assert from 'node:assert/strict';
import { follow, until } from '../support/followers.ts';
import type { Follower } from '../support/followers.ts';
import { closeServers, openTestServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const FOLLOWERS = 500;
const RUNS = 20;

describe('the stream of all events', function () {
  this.timeout(60_000);
  const followers: Follower[] = [];
  const all = async (server: TestServer, query = '', headers: Record<string, string> = {}): Promise<Follower> => {
    const follower = await follow(`${server.url}/api/events${query}`, headers);
    followers.push(follower);
    return follower;
  };
  const runOne = async ({ post }: TestServer): Promise<void> => {
    const { body } = await post('/api/runs?wait=20s', { workflow_name: 'notify', inputs: { message: 'x' } });
    assert.equal(body['status'], 'success');
  };
  afterEach(async () => {
    for (const { close } of followers.splice(0)) close();
    await closeServers();
  });

  it('begins now, or after an event, and goes on where a reader left off', async () => {
    const server = await openTestServer();
    await server.register();
    await runOne(server);
    const { body } = await server.get('/api/runs');
    const live = await all(server);
    const whole = await all(server, '?after=0');
    await until(() => whole.kinds.includes('run.finished'), 'the first run is told again');
    assert.deepEqual(live.ids, []);
    assert.ok(whole.ids.every((id) => id <= Number(body['seq'])));
    await runOne(server);
    await until(() => live.kinds.includes('run.finished'), 'the second run is told');
    await until(() => whole.ids.at(-1) === live.ids.at(-1), 'both are told of it');
    assert.ok(live.ids.every((id) => id > Number(body['seq'])));
    // A reader that was away, and comes back as a browser does.
    const [middle = 0] = live.ids;
    const back = await all(server, '?after=0', { 'Last-Event-ID': String(middle) });
    await until(() => back.ids.at(-1) === live.ids.at(-1), 'the rest is told');
    assert.deepEqual(back.ids, live.ids.slice(1));
    assert.deepEqual(
      whole.ids,
      [...new Set(whole.ids)].toSorted((a, b) => a - b),
    );
    const seen = await all(server, `?after=${String((await server.get('/api/runs')).body['seq'])}`);
    await runOne(server);
    await until(() => seen.kinds.includes('run.finished'), 'who asked from the place of a list is told');
  });

  it('refuses a place that is none', async () => {
    const { get } = await openTestServer();
    for (const [query, headers] of [
      ['?after=-1', {}],
      ['?after=soon', {}],
      ['', { 'Last-Event-ID': 'soon' }],
    ] as const) {
      const { status, body } = await get(`/api/events${query}`, headers);
      assert.deepEqual([status, body['code']], [422, 'QUERY_INVALID']);
    }
  });

  it(`tells ${FOLLOWERS} readers everything, each once and in order, those too that come in the middle`, async () => {
    const server = await openTestServer();
    await server.register();
    const early = await Promise.all(Array.from({ length: FOLLOWERS - 50 }, () => all(server)));
    const runs = Array.from({ length: RUNS }, () => runOne(server));
    const late = await Promise.all(Array.from({ length: 50 }, () => all(server, '?after=0')));
    await Promise.all(runs);
    const ends = ({ kinds }: Follower): number => kinds.filter((kind) => kind === 'run.finished').length;
    await until(() => [...early, ...late].every((each) => ends(each) === RUNS), 'all are told of all runs', 30_000);
    const [first] = early;
    assert.ok(first !== undefined && first.ids.length >= RUNS * 3);
    for (const { ids } of [...early, ...late]) assert.deepEqual(ids, first.ids);
  });
});

describe('the stream of a run', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('ends with the run, and a run that is tried again is followed to its next end', async () => {
    const server = await openTestServer();
    const { post, url } = server;
    const source = 'name: stop\nnodes:\n  - { name: halt, uses: wait, with: { signal: go, timeout: 1h } }\n';
    const { body } = await post('/api/runs', { source });
    const id = String(body['run_id']);
    const first = await follow(`${url}/api/runs/${id}/events`);
    await post(`/api/runs/${id}/cancel`, {});
    await first.ended;
    assert.equal(first.kinds.at(-1), 'run.finished');
    const last = first.ids.at(-1);
    assert.equal((await server.get(`/api/runs/${id}/events?after=${String(last)}`)).status, 204);
    await post(`/api/runs/${id}/retry`, {});
    const second = await follow(`${url}/api/runs/${id}/events`, { 'Last-Event-ID': String(last) });
    assert.equal(second.status, 200);
    await post(`/api/runs/${id}/cancel`, {});
    await second.ended;
    const whole = (await server.get(`/api/runs/${id}/journal`)).body['items'] as { sequence: number }[];
    assert.deepEqual(
      [...first.ids, ...second.ids],
      whole.map(({ sequence }) => sequence),
    );
  });
});

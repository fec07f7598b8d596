import assert from 'node:assert/strict';
import { simulatedClock } from '@configurable-agents/core/testing';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';

const SCHEDULED = `${NOTIFY}triggers:
  - uses: schedule
    cron: '0 9 * * *'
    timezone: Europe/Berlin
    inputs: { message: 'of {event.scheduled_at}' }
  - uses: schedule
    every: 90m
    enabled: false
    inputs: { message: x }
`;

describe('schedules API', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('lists schedules with their next slots, and starts the runs', async () => {
    const clock = simulatedClock('2026-03-28T06:00:00Z');
    const { register, get, runtime } = await openTestServer({ now: clock.now }, { schedules: true, clock });
    await register('notify', SCHEDULED);
    const { status, body } = await get('/api/schedules');
    const [daily, closed] = body['items'] as readonly { readonly [key: string]: unknown }[];
    assert.equal(status, 200);
    assert.deepEqual(daily, {
      workflow_name: 'notify',
      trigger: 'schedule',
      enabled: true,
      cron: '0 9 * * *',
      every: null,
      timezone: 'Europe/Berlin',
      catch_up: 'last',
      overlap: 'allow',
      last_at: '2026-03-28T06:00:00.000Z',
      waiting: [],
      paused_at: null,
      // The clocks of Berlin go forward on the 29th.
      next: ['28T08', '29T07', '30T07', '31T07']
        .map((at) => `2026-03-${at}:00:00.000Z`)
        .concat('2026-04-01T07:00:00.000Z'),
    });
    assert.deepEqual([closed?.['trigger'], closed?.['every'], closed?.['next']], ['schedule_2', '90m', []]);
    clock.advance(3 * 3_600_000);
    for (;;) {
      const [run] = runtime.reader.runs().items;
      if (run?.status === 'succeeded') break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const [run] = runtime.reader.runs().items;
    assert.deepEqual([run?.trigger.name, run?.revision], ['schedule', 1]);
    assert.equal(runtime.reader.detail(run?.run_id ?? '')?.inputs['message'], 'of 2026-03-28T08:00:00.000Z');
  });

  it('pauses, resumes and makes up for slots', async () => {
    const clock = simulatedClock('2026-03-28T06:00:00Z');
    const { register, get, post } = await openTestServer({ now: clock.now }, { schedules: true, clock });
    await register('notify', SCHEDULED);
    const several = await post('/api/schedules/notify/pause', {});
    assert.deepEqual([several.status, several.body['code']], [422, 'BODY_INVALID']);
    assert.match(String(several.body['detail']), /schedule, schedule_2/);
    const paused = await post('/api/schedules/notify/pause', { trigger: 'schedule' });
    assert.deepEqual(
      [paused.status, paused.body['paused_at'], paused.body['next']],
      [200, '2026-03-28T06:00:00.000Z', []],
    );
    clock.advance(3 * 3_600_000);
    assert.deepEqual((await get('/api/runs')).body['items'], []);
    const resumed = await post('/api/schedules/notify/resume', { trigger: 'schedule' });
    assert.deepEqual(
      [resumed.body['paused_at'], (resumed.body['next'] as string[])[0]],
      [null, '2026-03-29T07:00:00.000Z'],
    );
    const body = { trigger: 'schedule', from: '2026-03-27T00:00:00Z' };
    const made = await post('/api/schedules/notify/backfill', body);
    const items = made.body['items'] as readonly { readonly scheduled_at: string; readonly duplicate: boolean }[];
    assert.deepEqual(
      items.map(({ scheduled_at: at, duplicate }) => [at, duplicate]),
      [
        ['2026-03-27T08:00:00.000Z', false],
        ['2026-03-28T08:00:00.000Z', false],
      ],
    );
    const wrong = await post('/api/schedules/notify/backfill', { ...body, from: 'yesterday' });
    assert.match(String(wrong.body['detail']), /`from` must be a time/);
    assert.equal((await post('/api/schedules/other/pause', {})).body['code'], 'TRIGGER_NOT_FOUND');
  });

  it('refuses to register what it cannot run, with its name', async () => {
    const { register } = await openTestServer();
    const { status, body } = await register(
      'notify',
      NOTIFY.replace('prompt: Format', 'tools: [{ workflow: ./child.yaml, description: Asks. }]\n    prompt: Format'),
    );
    assert.deepEqual([status, body['code']], [422, 'GRAPH_UNSUPPORTED']);
    assert.match(String(body['detail']), /workflows as `tools`/);
  });
});

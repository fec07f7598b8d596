// Every tracker gets the same feed: one of the product and one of a third party, in a thread or a process, beside the journal itself.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JournalEntry, PluginSource } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { closeServers, openTestServer } from '../packages/server/test/support/server.ts';
import type { TestServer } from '../packages/server/test/support/server.ts';
import { pluginSources } from '../packages/server/src/config/plugins.ts';

const MANIFEST: PluginManifest = {
  name: 'outside',
  version: '1.0.0',
  sdk: '^1',
  secrets: {},
  capabilities: { net: [] },
  actions: {},
  providers: {},
  triggers: {},
  trackers: { outside: {} },
};
const codeOf = (record: string): string => `export const plugin = {
  name: 'outside', version: '1.0.0', sdk: '^1',
  trackers: { outside: { record: (batch, { write, run }) => { for (const each of batch) { ${record} } } } },
};`;
const FACTS = codeOf(`
  const { pos, runId, workflowName, fact } = each;
  write(JSON.stringify({ pos, run_id: runId, workflow_name: workflowName, fact }));
`);
const JUDGEMENTS = codeOf(`
  if (each.fact.kind !== 'run.finished') continue;
  const { gates, answers } = run(each.runId);
  write(JSON.stringify({ gates, answers }));
`);

/** Asks twice, and waits for no answer the second time. */
const JUDGED = `name: Judged
execution:
  gates:
    - { name: talked, metric: llm_calls, min: 1 }
    - { metric: cost_usd, max: 0.5, action: fail }
nodes:
  - name: ask
    uses: approval
    with:
      message: 'Send it?'
      form: { type: object, properties: { approved: { type: boolean }, card: { type: string } }, required: [approved] }
  - name: again
    uses: approval
    with:
      message: 'Sure?'
      form: { type: object, properties: { approved: { type: boolean } }, required: [approved] }
      timeout: 50ms
      default: { approved: true }
edges:
  - { from: ask, to: again }
`;

describe('the feed of trackers', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'configurable-agents-feed-'))));
  afterEach(async () => {
    await closeServers();
    rmSync(folder, { recursive: true, force: true });
  });

  const outside = (isolation: 'worker' | 'process', code: string): PluginSource => {
    writeFileSync(join(folder, 'index.js'), code);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const specifier = pathToFileURL(join(folder, 'index.js')).href;
    return { specifier, firstParty: false, manifest: MANIFEST, isolation, folder };
  };
  const caughtUp = async ({ runtime }: TestServer): Promise<void> => {
    while (runtime.health().trackers.some(({ lag }) => lag > 0))
      await new Promise((resolve) => setTimeout(resolve, 20));
  };

  for (const isolation of ['worker', 'process'] as const) {
    it(`is the same for a third party's tracker in a ${isolation} as for the product's`, async () => {
      const path = join(folder, 'runs.jsonl');
      const lines: string[] = [];
      const server = await openTestServer(
        {},
        {
          plugins: [...pluginSources(), outside(isolation, FACTS)],
          config: { jsonl: { path, all_runs: true }, outside: { all_runs: true } },
          write: (line) => lines.push(line),
        },
      );
      await server.register();
      for (let run = 0; run < 3; run += 1) {
        await server.post('/api/runs?wait=10s', { workflow_name: 'notify', inputs: { message: `m${run}` } });
      }
      await caughtUp(server);
      const journal: readonly JournalEntry[] = server.runtime.reader.entriesAfter(0);
      assert.ok(journal.length >= 3 * 7);
      assert.deepEqual(
        lines.map((line) => JSON.parse(line) as unknown),
        journal,
      );
      assert.equal(readFileSync(path, 'utf8'), lines.map((line) => `${line}\n`).join(''));
    });
  }

  for (const isolation of ['worker', 'process'] as const) {
    it(`has with a run what its gates and people said of it, in a ${isolation}`, async () => {
      const lines: string[] = [];
      const server = await openTestServer(
        {},
        {
          plugins: [...pluginSources(), outside(isolation, JUDGEMENTS)],
          config: { outside: { all_runs: true } },
          redaction: { values: ['4111 [0-9]+'] },
          write: (line) => lines.push(line),
        },
      );
      await server.register();
      await server.register('judged', JUDGED);
      await server.post('/api/runs?wait=10s', { workflow_name: 'notify', inputs: { message: 'x' } });
      const { body } = await server.post('/api/runs', { workflow_name: 'judged', inputs: {} });
      const asked = `/api/runs/${String(body['run_id'])}/approvals/ask`;
      const before = Date.now();
      while ((await server.post(asked, { answer: { approved: false, card: '4111 1111' }, by: 'ann' })).status === 404);
      while (server.runtime.reader.run(String(body['run_id']))?.finished_at === null)
        await new Promise((resolve) => setTimeout(resolve, 20));
      await caughtUp(server);
      const [notified, judged, ...others] = lines.map((line) => JSON.parse(line) as { readonly answers?: object[] });
      assert.deepEqual(others, []);
      assert.deepEqual(notified, {});
      const [{ answered_at: at } = { answered_at: '' }] = (judged?.answers ?? []) as { readonly answered_at: string }[];
      assert.ok(Date.parse(at) >= before);
      assert.deepEqual(judged, {
        gates: [
          { name: 'talked', metric: 'llm_calls', min: 1, action: 'warn', value: 0, passed: false },
          { name: 'cost_usd', metric: 'cost_usd', max: 0.5, action: 'fail', value: null, passed: null },
        ],
        answers: [
          {
            key: 'ask',
            node: 'ask',
            question: 'Send it?',
            answer: { approved: false, card: '***' },
            by: 'ann',
            answered_at: at,
          },
        ],
      });
    });
  }

  it('waits in the journal while a file cannot be written, says so, and catches up', async () => {
    const path = join(folder, 'later', 'runs.jsonl');
    const server = await openTestServer({}, { config: { jsonl: { path, all_runs: true } } });
    await server.register();
    const { body } = await server.post('/api/runs?wait=10s', { workflow_name: 'notify', inputs: { message: 'x' } });
    assert.equal(body['status'], 'success');
    const status = (): string | null | undefined =>
      server.runtime.health().trackers.find(({ name }) => name === 'jsonl')?.error;
    while (typeof status() !== 'string') await new Promise((resolve) => setTimeout(resolve, 20));
    assert.match(String(status()), /cannot be written \(ENOENT\): its folder is not there/);
    assert.equal(existsSync(path), false);
    mkdirSync(join(folder, 'later'));
    await caughtUp(server);
    assert.equal(readFileSync(path, 'utf8').split('\n').length - 1, server.runtime.reader.lastPos());
  });
});

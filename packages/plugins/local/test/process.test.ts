import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { engineProcess } from '../src/process.ts';
import type { EngineProcess } from '../src/process.ts';
import type { Job, Report } from '../src/protocol.ts';
import { openFake } from './fake.ts';
import type { Fake } from './fake.ts';

const SECRET = 'LOCAL_TEST_API_KEY';

describe('the process of the engine', () => {
  let fake: Fake;
  before(() => {
    fake = openFake();
  });
  after(() => fake.remove());

  const jobOf = (text: string): Job => ({
    engineDir: fake.dir,
    model: 'small',
    file: join(fake.dir, 'small.gguf'),
    contextTokens: 512,
    threads: 1,
    turns: [{ type: 'user', text }],
    sampling: {},
    stop: [],
  });

  async function ask(engine: EngineProcess, text: string): Promise<string> {
    const reports: Report[] = [];
    for await (const report of engine.ask(jobOf(text), new AbortController().signal)) reports.push(report);
    return reports.map((report) => (report.kind === 'text' ? report.text : '')).join('');
  }

  it('has nothing of the environment that is secret', async () => {
    process.env[SECRET] = 'sk-secret-0123456789';
    try {
      const { env } = JSON.parse(await ask(engineProcess({ idleMs: 0 }), 'how')) as { readonly env: string[] };
      assert.deepEqual(
        env.filter((name) => name === SECRET || name === 'PATH' || name === 'HOME'),
        [],
      );
    } finally {
      delete process.env[SECRET];
    }
  });

  it('ends when nobody has asked for a while, and starts again', async () => {
    const engine = engineProcess({ idleMs: 0 });
    assert.deepEqual(JSON.parse(await ask(engine, 'loads')), { loads: 1, open: 1 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(JSON.parse(await ask(engine, 'loads')), { loads: 1, open: 1 });
  });

  it('is kept while calls follow each other', async () => {
    const engine = engineProcess();
    const answers = await Promise.all([ask(engine, 'loads'), ask(engine, 'loads'), ask(engine, 'Hello')]);
    assert.deepEqual(answers, ['{"loads":1,"open":1}', '{"loads":1,"open":1}', 'Hello there']);
  });

  it('dies with the thread that started it', async () => {
    const worker = new Worker(
      `const { workerData, parentPort } = require('node:worker_threads');
       import(workerData.module).then(async ({ engineProcess }) => {
         for await (const report of engineProcess().ask(workerData.job, new AbortController().signal)) parentPort.postMessage(report);
       });`,
      {
        eval: true,
        workerData: { module: join(import.meta.dirname, '../src/process.ts'), job: jobOf('pid') },
      },
    );
    const pid = await new Promise<number>((resolve) =>
      worker.on('message', (report: Report) => report.kind === 'text' && resolve(Number(report.text))),
    );
    assert.ok(isAlive(pid));
    await worker.terminate();
    for (let waits = 0; isAlive(pid) && waits < 200; waits += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.ok(!isAlive(pid), `process ${pid} is left`);
  });
});

/** A process that nobody has asked about its end is still listed, and runs no more. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

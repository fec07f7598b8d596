// BullMQ over Redis, as its guide has jobs of several steps: one job is one run, and what a step gave is written into the job before the
// next one begins. Redis syncs its log once a second, so what was told may be lost with the machine.
import { Queue, QueueEvents, Worker } from 'bullmq';
import { fibo, measure, stepOf } from './measure.mjs';

const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null };
const queue = new Queue('bench', { connection });
const events = new QueueEvents('bench', { connection });

// Each run that is waited for hears whether they close.
for (const each of [queue, events]) each.setMaxListeners(0);

const STEPS = { three: 3, chain: 40 };
const AT_ONCE = 200;

const worker = new Worker(
  'bench',
  async (job) => {
    const steps = STEPS[job.name];
    let { value, done } = job.data;
    while (done < steps) {
      value = job.name === 'three' ? stepOf(value) : fibo(10);
      done += 1;
      // What the last one gave is kept with the end of the job.
      if (done < steps) await job.updateData({ value, done });
    }
    return value;
  },
  { connection, concurrency: AT_ONCE },
);
worker.on('error', (error) => {
  throw error;
});
await Promise.all([worker.waitUntilReady(), events.waitUntilReady()]);

async function run(name, { value, expected }) {
  // As many are kept as could be asked for at once, and some more.
  const job = await queue.add(name, { value, done: 0 }, { removeOnComplete: 10 * AT_ONCE });
  const found = await job.waitUntilFinished(events);
  if (found !== expected) throw new Error(`a run ended with ${found}`);
}

const expected = stepOf(stepOf(stepOf('hello')));
await measure({
  three: () => run('three', { value: 'hello', expected }),
  chain: () => run('chain', { value: 10, expected: 55 }),
});

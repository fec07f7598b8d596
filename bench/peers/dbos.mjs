// DBOS over Postgres: a workflow's start, the result of each step and its end are committed, in this process.
import { DBOS } from '@dbos-inc/dbos-sdk';
import { fibo, measure, stepOf } from './measure.mjs';

const three = DBOS.registerWorkflow(
  async (given) => {
    let message = given;
    for (const name of ['log_event', 'format_notification', 'send']) {
      const before = message;
      message = await DBOS.runStep(async () => stepOf(before), { name });
    }
    return message;
  },
  { name: 'three' },
);
const chain = DBOS.registerWorkflow(
  async (n) => {
    let value;
    for (let i = 0; i < 40; i += 1) value = await DBOS.runStep(async () => fibo(n), { name: `node${i}` });
    return value;
  },
  { name: 'chain' },
);

DBOS.setConfig({ name: 'bench', systemDatabaseUrl: process.env.DATABASE_URL, logLevel: 'error' });
await DBOS.launch();

async function run(workflow, { given, expected }) {
  const found = await workflow(given);
  if (found !== expected) throw new Error(`a run ended with ${found}`);
}

const expected = stepOf(stepOf(stepOf('hello')));
await measure({
  three: () => run(three, { given: 'hello', expected }),
  chain: () => run(chain, { given: 10, expected: 55 }),
});

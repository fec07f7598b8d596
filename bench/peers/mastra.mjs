// @mastra/core without a store: its runs live in the process, and nothing of them is left after it.
import { createStep, createWorkflow } from '@mastra/core/workflows';
import { z } from 'zod';
import { fibo, measure, stepOf } from './measure.mjs';

const message = z.object({ message: z.string() });
const number = z.object({ n: z.number(), value: z.number().optional() });

const step = (id) =>
  createStep({
    id,
    inputSchema: message,
    outputSchema: message,
    execute: async ({ inputData }) => ({ message: stepOf(inputData.message) }),
  });
const three = createWorkflow({ id: 'three', inputSchema: message, outputSchema: message })
  .then(step('log_event'))
  .then(step('format_notification'))
  .then(step('send'))
  .commit();

let chain = createWorkflow({ id: 'chain', inputSchema: number, outputSchema: number });
for (let i = 0; i < 40; i += 1) {
  const compute = createStep({
    id: `node${i}`,
    inputSchema: number,
    outputSchema: number,
    execute: async ({ inputData: { n } }) => ({ n, value: fibo(n) }),
  });
  chain = chain.then(compute);
}
chain = chain.commit();

async function run(workflow, inputData) {
  const one = await workflow.createRun();
  const { status } = await one.start({ inputData });
  if (status !== 'success') throw new Error(`a run ended ${status}`);
}

await measure({ three: () => run(three, { message: 'hello' }), chain: () => run(chain, { n: 10 }) });

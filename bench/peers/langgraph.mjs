// @langchain/langgraph without a checkpointer: its runs live in the process, and nothing of them is left after it.
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { fibo, measure, stepOf } from './measure.mjs';

const Message = Annotation.Root({ message: Annotation() });
const step = ({ message }) => ({ message: stepOf(message) });
const three = new StateGraph(Message)
  .addNode('log_event', step)
  .addNode('format_notification', step)
  .addNode('send', step)
  .addEdge(START, 'log_event')
  .addEdge('log_event', 'format_notification')
  .addEdge('format_notification', 'send')
  .addEdge('send', END)
  .compile();

const Numbers = Annotation.Root({ n: Annotation(), value: Annotation() });
const building = new StateGraph(Numbers);
for (let i = 0; i < 40; i += 1) building.addNode(`node${i}`, ({ n }) => ({ n, value: fibo(n) }));
building.addEdge(START, 'node0');
for (let i = 1; i < 40; i += 1) building.addEdge(`node${i - 1}`, `node${i}`);
building.addEdge('node39', END);
const chain = building.compile();

const options = { recursionLimit: 100 };
const expected = stepOf(stepOf(stepOf('hello')));
await measure({
  three: async () => {
    const { message } = await three.invoke({ message: 'hello' });
    if (message !== expected) throw new Error(`a run ended with ${message}`);
  },
  chain: async () => {
    const { value } = await chain.invoke({ n: 10 }, options);
    if (value !== 55) throw new Error(`a run ended with ${value}`);
  },
});

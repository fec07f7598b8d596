// A model that costs no time: a process of its own that speaks `/v1/chat/completions`. What it says is when it said it, in milliseconds since the
// epoch; the model `late` says it 100 ms after it was asked.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

const LATE_MS = 100;
const chunk = (fields: object): string =>
  `data: ${JSON.stringify({ id: 'a', object: 'chat.completion.chunk', created: 0, model: 'm', ...fields })}\n\n`;

const server = createServer((request, response) => {
  void text(request).then(async (body) => {
    const { model } = JSON.parse(body) as { readonly model: string };
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    if (model === 'late') await delay(LATE_MS);
    const content = String(performance.timeOrigin + performance.now());
    response.write(chunk({ choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }] }));
    const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
    response.end(`${chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage })}data: [DONE]\n\n`);
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.on('SIGTERM', () => process.exit(0));

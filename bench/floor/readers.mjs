// Plain Node: a server whose answers stay open, and an event to each of them with every POST. Prints `ready URL`.
import { createServer } from 'node:http';

const EVENT = `id: 1\nevent: run.finished\ndata: ${JSON.stringify({ run_id: 'x'.repeat(36), workflow_name: 'told', time: '2026-01-01T00:00:00.000Z' })}\n\n`;

const open = new Set();
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    for (const each of open) for (let i = 0; i < 3; i += 1) each.write(EVENT);
    response.end();
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write('retry: 1000\n\n');
  open.add(response);
  response.once('close', () => open.delete(response));
});
server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${server.address().port}`));

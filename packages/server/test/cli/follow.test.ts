// A run that another process holds, followed over connections that break.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { followRun } from '../../src/cli/follow.ts';
import type { Followed } from '../../src/cli/follow.ts';
import { holderAt } from '../../src/cli/holder.ts';

const fact = (sequence: number, kind: string): string =>
  `id: ${sequence}\nevent: ${kind}\ndata: ${JSON.stringify({ sequence, kind })}\n\n`;
const said = (text: string): string =>
  `event: node.text\ndata: ${JSON.stringify({ kind: 'node.text', key: 'ask', offset: 0, text })}\n\n`;

describe('a run that is followed', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function follow(listener: RequestListener): Promise<readonly Followed[]> {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const holder = holderAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { token: 'let-me-in' });
    return await Array.fromAsync(followRun(holder, 'r-1', { texts: true, retryMs: 5 }));
  }

  it('gives facts, and between them what models say, until it ends', async () => {
    const asked: unknown[] = [];
    const events = await follow(({ url, headers: { authorization } }, response) => {
      asked.push([url, authorization]);
      response.write(`${fact(1, 'run.started')}${said('Hel')}`);
      response.write(`${said('lo')}${fact(2, 'run.finished')}`);
    });
    assert.deepEqual(
      events.map((event) => (event.kind === 'fact' ? event.fact.kind : event.piece.text)),
      ['run.started', 'Hel', 'lo', 'run.finished'],
    );
    assert.deepEqual(asked, [['/api/runs/r-1/events?texts=true', 'Bearer let-me-in']]);
  });

  it('goes on after the last fact when the connection breaks', async () => {
    const from: unknown[] = [];
    const events = await follow(({ headers }, response) => {
      from.push(headers['last-event-id'] ?? null);
      if (from.length === 1) response.write(fact(1, 'run.started'), () => response.destroy());
      else if (from.length === 2) response.writeHead(200).end();
      else response.end(fact(2, 'run.finished'));
    });
    assert.equal(events.length, 2);
    assert.deepEqual(from, [null, '1', '1']);
  });

  it('is given up where its server stays away, with what to do', async () => {
    await assert.rejects(
      follow((_request, response) => response.destroy()),
      { status: 3, message: /went away; the run goes on when it is started again: configurable-agents runs show r-1$/ },
    );
  });

  it('is given up at once where the server does not tell of it', async () => {
    let asked = 0;
    const refused = follow((_request, response) => {
      asked += 1;
      response.writeHead(404).end();
    });
    await assert.rejects(refused, { status: 1, message: /does not tell of the run: it answered 404$/ });
    assert.equal(asked, 1);
  });
});

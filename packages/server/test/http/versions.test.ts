import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeServers, openTestServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

/** Waits for a signal, then says which edition it is. */
const edition = (text: string): string => `name: book
nodes:
  - { name: go, uses: wait, with: { signal: go } }
  - { name: said, uses: set, with: { text: ${text} } }
`;

const PARENT = `name: parent
nodes:
  - { name: go, uses: wait, with: { signal: go } }
  - { name: child, workflow: ./child.yaml }
`;

const child = (text: string): string => `name: child
nodes:
  - { name: said, uses: set, with: { text: ${text} } }
`;

async function start(server: TestServer, name: string): Promise<string> {
  const { body, text, status } = await server.post('/api/runs', { workflow_name: name });
  assert.equal(status, 202, text);
  return String(body['run_id']);
}

/** Sends the signal once it is waited for (one that comes early is kept), and gives how the run ended. */
async function end(server: TestServer, id: string): Promise<unknown> {
  assert.equal((await server.post(`/api/runs/${id}/signal`, { name: 'go' })).status, 202);
  const { status, result } = await server.runtime.result(id);
  assert.equal(status, 'succeeded');
  return result;
}

describe('versions of a workflow', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('an open run keeps the one that it began with; a run that starts later has the newest', async () => {
    const server = await openTestServer();
    assert.equal((await server.register('book', edition('first'))).status, 201);
    const old = await start(server, 'book');
    await server.register('book', edition('second'));
    const young = await start(server, 'book');
    const rows = [old, young].map((id) => server.runtime.reader.run(id));
    assert.deepEqual(
      rows.map((row) => row?.revision),
      [1, 2],
    );
    assert.notEqual(rows[0]?.graph, rows[1]?.graph);
    assert.deepEqual(await end(server, old), { text: 'first' });
    assert.deepEqual(await end(server, young), { text: 'second' });
  });

  it('a run tried again and a fork keep the graph of the run', async () => {
    const server = await openTestServer();
    await server.register('book', edition('first'));
    const id = await start(server, 'book');
    await server.post(`/api/runs/${id}/cancel`, {});
    await server.register('book', edition('second'));
    await server.post(`/api/runs/${id}/retry`, {});
    assert.deepEqual(await end(server, id), { text: 'first' });
    const { body } = await server.post(`/api/runs/${id}/fork`, { from: 'said' });
    assert.deepEqual((await server.runtime.result(String(body['run_id']))).result, { text: 'first' });
  });

  it('an open run awaits the sub-workflow as it was when the run started', async () => {
    const server = await openTestServer();
    writeFileSync(join(server.folder, 'child.yaml'), child('first'));
    writeFileSync(join(server.folder, 'parent.yaml'), PARENT);
    const register = async (): Promise<void> => {
      const made = await server.post('/api/workflows', { name: 'parent', config_path: 'parent.yaml' });
      assert.ok(made.status === 201 || made.status === 200, made.text);
    };
    await register();
    const old = await start(server, 'parent');
    writeFileSync(join(server.folder, 'child.yaml'), child('second'));
    await register();
    const young = await start(server, 'parent');
    assert.deepEqual(await end(server, old), { text: 'first' });
    assert.deepEqual(await end(server, young), { text: 'second' });
  });
});

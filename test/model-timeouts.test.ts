// The three times that a model has: to take a connection, to say something, and to end.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createSilentServer } from 'node:net';
import type { RunOutcome } from '@configurable-agents/core';
import { openAsking } from './support/asking.ts';

const PROVIDER = 'openai-compatible';

describe('the times of a model', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  async function listen(listening: Server): Promise<number> {
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    return (listening.address() as AddressInfo).port;
  }

  async function run(
    config: { readonly base_url: string; readonly [key: string]: string | number },
    node = '',
  ): Promise<RunOutcome> {
    const asking = await openAsking([PROVIDER], { config: { [PROVIDER]: config } });
    try {
      return await asking.run({ provider: PROVIDER, model: 'any', prompt: 'Hello', node });
    } finally {
      await asking.runtime.close();
    }
  }

  it('end a connection whose TLS is never answered', async () => {
    const port = await listen(createSilentServer((socket) => socket.on('error', () => {})));
    const { error } = await run({ base_url: `https://127.0.0.1:${port}/v1`, connect_timeout_ms: 50 });
    assert.equal(error?.code, 'MODEL_CONNECT_TIMEOUT', JSON.stringify(error));
    assert.match(error.message, /^openai-compatible took no connection in time: .*; look whether .*connect_timeout_ms/);
  });

  it('end a call before its first token', async () => {
    const port = await listen(createServer(() => {}));
    const { error } = await run({ base_url: `http://127.0.0.1:${port}/v1`, first_token_timeout_ms: 50 });
    assert.equal(error?.code, 'MODEL_FIRST_TOKEN_TIMEOUT', JSON.stringify(error));
  });

  it('end an attempt in all, by the `timeout` of its node', async () => {
    const port = await listen(createServer(() => {}));
    const { error } = await run({ base_url: `http://127.0.0.1:${port}/v1` }, 'timeout: 100ms');
    assert.equal(error?.code, 'NODE_TIMEOUT', JSON.stringify(error));
  });
});

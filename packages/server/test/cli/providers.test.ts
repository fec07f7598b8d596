// Model providers through the command and the host's own guard, against services on loopback.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatWire } from '../../../plugins/ai-sdk/test/wire/chat-wire.ts';
import { openFakeApi, streaming } from '../../../plugins/ai-sdk/test/wire/fake-api.ts';
import type { FakeApi } from '../../../plugins/ai-sdk/test/wire/fake-api.ts';
import { dashboard, run, stopDashboards } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';

const { saying } = chatWire({ name: 'any', provider: undefined, model: 'any' });

describe('run FILE with a model provider', function () {
  this.timeout(60_000);
  let cwd: string;
  let fake: FakeApi;
  before(async () => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-providers-'));
    fake = await openFakeApi(() => undefined);
    fake.answerWith(streaming(saying('Hello ', 'there')));
    writeFileSync(
      join(cwd, 'ask.yaml'),
      'nodes:\n  - { name: ask, llm: { provider: echo, model: small }, prompt: Hello }\n',
    );
  });
  after(() => {
    fake.close();
    rmSync(cwd, { recursive: true, force: true });
  });

  /** A run by a provider with this section of the configuration. */
  async function ask(provider: string, section?: object): Promise<Ran> {
    const providers = section === undefined ? {} : { [provider]: section };
    writeFileSync(join(cwd, 'configurable-agents.yaml'), JSON.stringify({ providers }));
    return await run(['run', 'ask.yaml', '--memory', '--json', '--provider', provider], { cwd });
  }

  it('writes what the model says while it says it, also where a server holds the store', async () => {
    writeFileSync(
      join(cwd, 'configurable-agents.yaml'),
      JSON.stringify({ providers: { ollama: { base_url: fake.url } } }),
    );
    await dashboard(['--provider', 'ollama', '--workflows-dir', '.'], { cwd });
    try {
      const { status, out, err } = await run(['run', 'ask.yaml', '--stream', '--provider', 'ollama'], { cwd });
      assert.equal(status, 0, err);
      assert.equal(out, 'Hello there\n');
      assert.match(err, /held by the server[^]*\nask │ Hello there\n[^]*ask/);
    } finally {
      await stopDashboards();
    }
  });

  for (const provider of ['ollama', 'openai-compatible']) {
    it(`asks ${provider} at a private address that the configuration names, and counts what it used`, async () => {
      const { status, out, err } = await ask(provider, { base_url: fake.url, aliases: { small: 'qwen3:8b' } });
      assert.equal(status, 0, err);
      const { result, usage } = JSON.parse(out) as { readonly result: string; readonly usage: object };
      assert.equal(result, 'Hello there');
      assert.partialDeepStrictEqual(usage, { input_tokens: 90, output_tokens: 12 });
      assert.equal(fake.requests.at(-1)?.body['model'], 'qwen3:8b');
    });
  }

  it('goes to no private address that only the plugin names', async () => {
    const { status, err } = await ask('ollama');
    assert.equal(status, 1);
    assert.match(
      err,
      /write `providers: \{ ollama: \{ base_url: http:\/\/127\.0\.0\.1:11434\/v1 \} \}`.*\(NET_REFUSED\)/,
    );
  });

  for (const [provider, variable] of [
    ['openai', 'OPENAI_API_KEY'],
    ['anthropic', 'ANTHROPIC_API_KEY'],
  ] as const) {
    it(`says which key ${provider} needs`, async () => {
      const { status, err } = await ask(provider, { api_key_env: `NO_${variable}` });
      assert.equal(status, 1);
      assert.match(err, new RegExp(`NO_${variable} is not set.*--provider echo \\(SECRET_MISSING\\)`));
    });
  }
});

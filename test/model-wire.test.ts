// Whole runs over each provider's wire: what the engine makes of answers, silence and tools, and how often a provider is asked for it.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { RunOutcome } from '@configurable-agents/core';
// Loaded here and not with the first call: they make globals, which mocha would take for leaks of a test.
import '@ai-sdk/anthropic';
import '@ai-sdk/google';
import '@ai-sdk/openai';
import '@ai-sdk/openai-compatible';
import { TEST_PLUGIN } from '../packages/core/test/support/runtime.ts';
import { hanging, replying, streaming } from '../packages/plugins/ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Respond } from '../packages/plugins/ai-sdk/test/wire/fake-api.ts';
import { SCHEMA } from '../packages/plugins/ai-sdk/test/wire/wire.ts';
import type { Wire } from '../packages/plugins/ai-sdk/test/wire/wire.ts';
import { WIRE as ANTHROPIC } from '../packages/plugins/anthropic/test/wire.ts';
import { WIRE as GOOGLE } from '../packages/plugins/google/test/wire.ts';
import { WIRE as OLLAMA } from '../packages/plugins/ollama/test/wire.ts';
import { WIRE as COMPATIBLE } from '../packages/plugins/openai-compatible/test/wire.ts';
import { WIRES as OPENAI } from '../packages/plugins/openai/test/wire.ts';
import { openAsking } from './support/asking.ts';
import type { Ask, Asking } from './support/asking.ts';

const WIRES: readonly (readonly [name: string, wire: Wire])[] = [
  ['google', GOOGLE],
  ['openai by responses', OPENAI.responses],
  ['openai by chat', OPENAI.chat],
  ['anthropic', ANTHROPIC],
  ['openai-compatible', COMPATIBLE],
  ['ollama', OLLAMA],
];

/** Attempts of a node of `openAsking`. */
const ATTEMPTS = 3;
const GOOD = '{"label":"good","score":3}';
const WRONG = '{"label":"poor","score":3}';

type Config = { readonly [key: string]: string | number };

async function openOver({ name, key, config }: Wire, own: Config): Promise<Asking> {
  return await openAsking([name], {
    extra: [{ specifier: TEST_PLUGIN, firstParty: false }],
    config: { [name]: { ...config, ...own } },
    env: key === undefined ? {} : { [key.variable]: key.value },
  });
}

/** Each request gets the next one of these, the last of them for good. */
function inTurn(...answers: readonly (readonly string[])[]): Respond {
  let asked = 0;
  return (response, request) => {
    streaming(answers[Math.min(asked, answers.length - 1)] ?? [])(response, request);
    asked += 1;
  };
}

for (const [title, wire] of WIRES) {
  describe(`a run that asks ${title}`, function () {
    this.timeout(30_000);
    let fake: FakeApi;
    let asking: Asking;
    before(async () => {
      fake = await wire.open();
      asking = await openOver(wire, { base_url: fake.url });
    });
    after(async () => {
      await asking.runtime.close();
      fake.close();
    });
    beforeEach(() => {
      fake.requests.length = 0;
    });

    const run = async (respond: Respond, ask: Partial<Ask> = {}): Promise<RunOutcome> => {
      fake.answerWith(respond);
      return await asking.run({ provider: wire.name, model: wire.model, prompt: 'Judge', ...ask });
    };

    it('tells the model how its answer breaks the schema, and takes the next one', async () => {
      const { result, error } = await run(inTurn(wire.saying(WRONG), wire.saying(GOOD)), { schema: SCHEMA });
      assert.deepEqual([error, result], [null, JSON.parse(GOOD)]);
      assert.equal(fake.requests.length, 2);
      assert.match(JSON.stringify(fake.requests[1]?.body), /label must be equal to one of/);
    });

    it('fails with answers that never fit the schema, after `repair` and `retry`', async () => {
      const { error } = await run(streaming(wire.saying(WRONG)), { schema: SCHEMA, node: 'repair: 1' });
      assert.equal(error?.code, 'NODE_OUTPUT_INVALID', error?.message);
      assert.equal(fake.requests.length, 2 * ATTEMPTS);
    });

    it('ends a model that calls tools without end, and does not begin anew', async () => {
      const node = 'tools: [test.add]\n    max_turns: 4';
      const { error } = await run(streaming(wire.calling('add', '{"a":1,"b":2}')), { node });
      assert.equal(error?.code, 'NODE_TURNS_EXCEEDED', error?.message);
      assert.equal(fake.requests.length, 4);
    });

    it('sends the beginning of a result of ten megabytes', async () => {
      const answers = inTurn(wire.calling('big', '{}'), wire.saying('Big.'));
      const { result, error } = await run(answers, { node: 'tools: [test.big]' });
      assert.deepEqual([error, result], [null, 'Big.']);
      const sent = JSON.stringify(fake.requests[1]?.body);
      assert.match(sent, /xxx\\n\[cut after 256000 of 10000000 characters\]/);
      assert.ok(sent.length < 300_000, String(sent.length));
    });

    it('asks once for what its node keeps, and once more for anything else', async () => {
      const cached = { node: 'cache: true' };
      const outcomes = [
        await run(streaming(wire.saying('First')), cached),
        await run(streaming(wire.saying('Second')), cached),
        await run(streaming(wire.saying('Third')), { ...cached, prompt: 'Judge again' }),
        await run(streaming(wire.saying('Fourth')), { ...cached, parameters: 'max_tokens: 99' }),
      ];
      assert.deepEqual(
        outcomes.map(({ result }) => result),
        ['First', 'First', 'Third', 'Fourth'],
      );
      assert.equal(fake.requests.length, 3);
      const { inputTokens: input, outputTokens: output } = wire.usage;
      assert.partialDeepStrictEqual(outcomes[0]?.usage, { input_tokens: input, output_tokens: output });
      assert.deepEqual(outcomes[1]?.usage, { input_tokens: 0, output_tokens: 0, cost_usd: 0 });
    });

    it('hangs up on an answer that stalls after its first token, and on one that never begins', async () => {
      for (const events of [wire.beginning('Slow'), []]) {
        let hungUp = 0;
        const gone = Promise.withResolvers<void>();
        const stalls: Respond = (response, request) => {
          response.once('close', () => {
            hungUp += 1;
            if (hungUp === ATTEMPTS) gone.resolve();
          });
          hanging(events)(response, request);
        };
        const { error } = await run(stalls, { node: 'timeout: 150ms' });
        assert.equal(error?.code, 'NODE_TIMEOUT', error?.message);
        await gone.promise;
      }
      assert.equal(fake.requests.length, 2 * ATTEMPTS);
    });
  });
}

describe('a run that is given little time', function () {
  this.timeout(60_000);
  const ask = ({ name, model }: Wire): Ask => ({ provider: name, model, prompt: 'Judge' });

  /** All of them wait at once. */
  const ofEach = async (check: (wire: Wire, title: string) => Promise<void>): Promise<void> => {
    await Promise.all(WIRES.map(([title, wire]) => check(wire, title)));
  };

  it('goes on after a connection that nobody takes, a few times, whoever is asked', () =>
    ofEach(async (wire, title) => {
      let connections = 0;
      const server = createServer((socket) => {
        connections += 1;
        socket.on('error', () => {});
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const asking = await openOver(wire, { base_url: `https://127.0.0.1:${port}`, connect_timeout_ms: 50 });
      try {
        const { error } = await asking.run(ask(wire));
        assert.equal(error?.code, 'MODEL_CONNECT_TIMEOUT', `${title}: ${error?.message}`);
        const help = `^${wire.name} took no connection in time: .*; look whether .*providers\\.${wire.name}\\.connect_timeout_ms`;
        assert.match(error.message, new RegExp(help));
        assert.equal(connections, ATTEMPTS, title);
      } finally {
        await asking.runtime.close();
        server.close();
      }
    }));

  it('goes on after a first token that does not come, a few times, whoever is asked', () =>
    ofEach(async (wire, title) => {
      const fake = await wire.open();
      const asking = await openOver(wire, { base_url: fake.url, first_token_timeout_ms: 1000 });
      try {
        // The first call of a thread loads the HTTP client, which takes its time too.
        fake.answerWith(streaming(wire.saying('Hi')));
        assert.equal(await asking.answer(ask(wire)), 'Hi');
        fake.requests.length = 0;
        fake.answerWith(hanging([]));
        const { error } = await asking.run(ask(wire));
        assert.equal(error?.code, 'MODEL_FIRST_TOKEN_TIMEOUT', `${title}: ${error?.message}`);
        assert.equal(fake.requests.length, ATTEMPTS, title);
      } finally {
        await asking.runtime.close();
        fake.close();
      }
    }));

  it('asks the next model within the attempt, where the first one says nothing in time or is not there', async () => {
    const [silent, answering] = [await COMPATIBLE.open(), await OLLAMA.open()];
    const asking = await openAsking([COMPATIBLE.name, OLLAMA.name], {
      config: {
        [COMPATIBLE.name]: { base_url: silent.url, first_token_timeout_ms: 1000 },
        [OLLAMA.name]: { base_url: answering.url },
      },
      env: { [COMPATIBLE.key?.variable ?? '']: COMPATIBLE.key?.value ?? '' },
    });
    try {
      // The first call of a thread loads the HTTP client, which takes its time too.
      silent.answerWith(streaming(COMPATIBLE.saying('Hi')));
      assert.equal(await asking.answer(ask(COMPATIBLE)), 'Hi');
      silent.requests.length = 0;
      const fallback = `fallback: [{ provider: ollama, model: '${OLLAMA.model}' }]`;
      answering.answerWith(streaming(OLLAMA.saying('Here I am')));
      for (const respond of [hanging([]), replying(503, COMPATIBLE.error('overloaded', 503))]) {
        silent.answerWith(respond);
        assert.equal(await asking.answer({ ...ask(COMPATIBLE), parameters: fallback }), 'Here I am');
      }
      assert.deepEqual([silent.requests.length, answering.requests.length], [2, 2]);
    } finally {
      await asking.runtime.close();
      silent.close();
      answering.close();
    }
  });
});

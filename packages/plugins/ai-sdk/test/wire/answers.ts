import assert from 'node:assert/strict';
import { streaming } from './fake-api.ts';
import type { FakeApi } from './fake-api.ts';
import { contextOf, generate, SCHEMA } from './wire.ts';
import type { Wire } from './wire.ts';

/** What comes of answers that are as they should be. */
export function describeAnswers(wire: Wire): void {
  describe(`provider ${wire.name} on the wire`, () => {
    let fake: FakeApi;
    before(async () => {
      fake = await wire.open();
    });
    after(() => fake.close());
    const usage = { kind: 'usage', ...wire.usage, costUsd: null } as const;

    it('gives text as it streams, then what it used', async () => {
      fake.answerWith(streaming(wire.saying('Hello ', 'from ', 'a model')));
      const parts = await generate(wire, {}, contextOf(wire, fake.url));
      assert.deepEqual(
        parts.map((part) => (part.kind === 'text' ? part.text : part.kind)),
        ['Hello ', 'from ', 'a model', 'usage'],
      );
      assert.partialDeepStrictEqual(parts.at(-1), usage);
    });

    it('gives an object for a schema', async () => {
      fake.answerWith(streaming(wire.saying('{"label":"good",', '"score":3}')));
      const parts = await generate(wire, { outputSchema: SCHEMA }, contextOf(wire, fake.url));
      assert.deepEqual(parts[0], { kind: 'object', value: { label: 'good', score: 3 } });
      assert.partialDeepStrictEqual(parts[1], usage);
      assert.equal(parts.length, 2);
    });

    it('gives the calls of tools, each with its arguments', async () => {
      fake.answerWith(streaming(wire.calling('look', '{"id":7}')));
      const tools = [{ name: 'look', description: 'Looks.', input: { type: 'object' } }];
      const [call, last] = await generate(wire, { tools }, contextOf(wire, fake.url));
      assert.partialDeepStrictEqual(call, { kind: 'tool_call', name: 'look', input: { id: 7 } });
      assert.equal(last?.kind, 'usage');
    });
  });
}

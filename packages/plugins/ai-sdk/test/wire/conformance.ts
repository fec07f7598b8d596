import { checkProvider } from '@configurable-agents/plugin-sdk/testing';
import { cutting, hanging, replying, streaming } from './fake-api.ts';
import type { FakeApi, Respond } from './fake-api.ts';
import { contextOf, requestOf, SCHEMA } from './wire.ts';
import type { Wire } from './wire.ts';

const WRONG_KEY = 'sk-wrong-9876543210';

/** The contract kit over a vendor's wire. */
export function describeConformance(wire: Wire): void {
  describe(`provider ${wire.name}`, () => {
    const fakes: FakeApi[] = [];
    after(() => fakes.forEach((fake) => fake.close()));

    /** A context of a fake of its own: the kit makes all of its calls in one go. */
    async function answering(respond: Respond, key?: string): Promise<ReturnType<typeof contextOf>> {
      const fake = await wire.open();
      fakes.push(fake);
      fake.answerWith(respond);
      return contextOf(wire, fake.url, key === undefined ? {} : { key });
    }

    it('keeps the contract of a provider', async () => {
      const { name: _name, saying, beginning, calling, error, key } = wire;
      const refusing = (status: number): Promise<ReturnType<typeof contextOf>> =>
        answering(replying(status, error(`no, ${key?.value}`, status)));
      const failures = [
        { name: '400', context: await refusing(400), class: 'bad_request', retryable: false },
        { name: '401', context: await refusing(401), class: 'auth', retryable: false },
        { name: '403', context: await refusing(403), class: 'auth', retryable: false },
        { name: '404', context: await refusing(404), class: 'not_found', retryable: false },
        { name: '429', context: await refusing(429), class: 'rate_limit', retryable: true },
        { name: '500', context: await refusing(500), class: 'unavailable', retryable: true },
        { name: 'a cut', context: await answering(cutting(beginning('Half'))), class: 'unavailable', retryable: true },
        {
          name: 'a bad chunk',
          context: await answering(streaming([...beginning('Half'), 'data: {\n\n'])),
          class: 'invalid_output',
          retryable: true,
        },
      ] as const;
      const wrongKey = {
        name: 'a wrong key',
        context: await answering(streaming([]), WRONG_KEY),
        class: 'auth',
        retryable: false,
      } as const;
      await checkProvider(wire.provider, {
        request: requestOf(wire),
        context: await answering(streaming(saying('Hello ', 'there'))),
        text: 'Hello there',
        structured: {
          outputSchema: SCHEMA,
          context: await answering(streaming(saying('{"label":"good",', '"score":3}'))),
          violating: await answering(streaming(saying('{"label":"poor",', '"score":3}'))),
        },
        tool: {
          offer: {
            name: 'acme_lookup',
            description: 'Finds a customer.',
            input: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
          },
          call: await answering(streaming(calling('acme_lookup', '{"id":7}'))),
          result: await answering(streaming(saying('It is ', 'Ada.'))),
        },
        images: { context: await answering(streaming(saying('A pixel.'))) },
        failures: key === undefined ? failures : [...failures, wrongKey],
        slow: { context: await answering(hanging(beginning('Half'))) },
        secrets: [WRONG_KEY, ...(key === undefined ? [] : [key.value])],
      });
    });
  });
}

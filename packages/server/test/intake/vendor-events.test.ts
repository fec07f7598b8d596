// What the vendors publish of their own deliveries, over the running server: signed by their libraries, taken, and matched by the name
// of the event.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { sign as signGitHub } from '@octokit/webhooks-methods';
import { Stripe } from 'stripe';
import { EVENT_TYPES as STRIPE_TYPES } from '../../../plugins/stripe/src/event-types.generated.ts';
import { closeServers, openTestServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const require = createRequire(import.meta.url);

type Payload = { readonly action?: unknown; readonly hook_id?: number };
type Published = { readonly name: string; readonly examples: readonly Payload[] };

/** github.com and the releases of Enterprise Server of which the package has payloads. */
const PRODUCTS = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];

function published(product: string): readonly Published[] {
  return require(`@octokit/webhooks-examples/${product}/index.json`) as readonly Published[];
}

function workflow(uses: string, events: readonly string[]): string {
  return `name: heard
triggers:
  - { uses: ${uses}, events: [${events.join(', ')}] }
nodes:
  - { name: done, uses: set, with: { heard: true } }
`;
}

/** The last run, and of which event. */
function lastRun({ runtime }: TestServer): readonly unknown[] {
  const [run] = runtime.reader.runs({ limit: 1 }).items;
  return [run?.run_id, run?.trigger.event_type];
}

describe('the payloads that GitHub publishes', function () {
  this.timeout(60_000);
  const secret = "It's a Secret to Everybody";
  let server: TestServer;
  before(async () => {
    server = await openTestServer({ env: { WEBHOOK_SECRET_GITHUB: secret } });
    const names = new Set(PRODUCTS.flatMap(published).map(({ name }) => name));
    names.delete('ping');
    const registered = await server.register('heard', workflow('github', [...names]));
    assert.equal(registered.status, 201, registered.text);
  });
  after(closeServers);

  for (const product of PRODUCTS) {
    it(`of ${product} are taken, and start a run of their event`, async () => {
      let count = 0;
      for (const { name, examples } of published(product)) {
        for (const payload of examples) {
          const body = JSON.stringify(payload, null, 2);
          const {
            status,
            body: answer,
            text,
          } = await server.post('/webhooks/github', body, {
            'X-GitHub-Event': name,
            'X-GitHub-Delivery': `${product}-${(count += 1)}`,
            'X-Hub-Signature-256': await signGitHub(secret, body),
          });
          if (name === 'ping') {
            assert.deepEqual([status, answer['event'], answer['hook_id']], [200, 'ping', payload.hook_id]);
            continue;
          }
          assert.equal(status, 202, text);
          const [run] = answer['runs'] as { run_id: string }[];
          const type = typeof payload.action === 'string' ? `${name}.${payload.action}` : name;
          assert.deepEqual(lastRun(server), [run?.run_id, type]);
        }
      }
      assert.ok(count >= (product === 'api.github.com' ? 329 : 49), `${count} payloads`);
    });
  }
});

describe('events that the library of Stripe signs', function () {
  this.timeout(60_000);
  const secret = 'whsec_test_secret';
  let server: TestServer;
  before(async () => {
    server = await openTestServer({ env: { WEBHOOK_SECRET_STRIPE: secret } });
    const families = new Set(STRIPE_TYPES.map((type) => `${type.slice(0, type.indexOf('.'))}.*`));
    const registered = await server.register('heard', workflow('stripe', [...families]));
    assert.equal(registered.status, 201, registered.text);
  });
  after(closeServers);

  it('are taken, of every type, and start a run of it; the library reads the same from them', async () => {
    for (const type of STRIPE_TYPES) {
      const event = { id: `evt_${type}`, object: 'event', api_version: null, type, data: { object: { id: 'o_1' } } };
      const payload = JSON.stringify(event, null, 2);
      const header = Stripe.webhooks.generateTestHeaderString({ payload, secret });
      assert.deepEqual(Stripe.webhooks.constructEvent(payload, header, secret), event);
      const { status, body, text } = await server.post('/webhooks/stripe', payload, { 'Stripe-Signature': header });
      assert.equal(status, 202, text);
      const [run] = body['runs'] as { run_id: string }[];
      assert.deepEqual(lastRun(server), [run?.run_id, type]);
    }
  });
});

// Signed and forged deliveries whose bytes, verdict, stage and status were computed outside of this project, sent over the wire.
// COMPAT_DIR is a folder with webhooks.jsonl; by default the one beside the checkout.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TriggerRequest } from '@configurable-agents/plugin-sdk';
import { raw, closeServers, openTestServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

type Case = {
  readonly id: string;
  readonly scheme: string;
  readonly method_path: string;
  readonly headers: { readonly [name: string]: string | readonly string[] };
  readonly body_base64: string;
  readonly secret: string;
  readonly now?: number;
  readonly want: 'accept' | 'reject';
  readonly stage: string;
  readonly status: number;
  readonly why: string;
};

const DIR = process.env['COMPAT_DIR'] ?? fileURLToPath(new URL('../../../../../shared/compat', import.meta.url));
const CASES = `${DIR}/webhooks.jsonl`;
const SCHEMES = ['generic', 'github', 'stripe', 'standardwebhooks', 'svix', 'slack'];

const HELLO = `name: hello
state:
  type: object
  properties:
    name: { type: string, default: '' }
    id: { type: number, default: 0 }
    n: { type: number, default: 0 }
triggers:
  - { uses: generic }
  - { uses: github, events: [push, issues, pull_request, star] }
  - { uses: stripe, events: [charge, payment_intent, customer, invoice] }
  - { uses: standard }
  - { uses: slack, events: [app_mention, slash_command] }
nodes:
  - name: greet
    llm: { provider: echo, model: echo }
    prompt: Hello {name}
`;

describe('deliveries of the compatibility file', function () {
  this.timeout(30_000);
  if (!existsSync(CASES)) {
    it('need COMPAT_DIR, a folder with webhooks.jsonl', function () {
      this.skip();
    });
    return;
  }
  const cases = readFileSync(CASES, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);

  const env: { [name: string]: string } = {};
  let now = Date.now();
  let server: TestServer | undefined;
  /** The file uses one id for several deliveries: each that is accepted needs a store that has not seen it. */
  async function serverFor({ want }: Case): Promise<TestServer> {
    if (server !== undefined && want === 'reject') return server;
    server = await openTestServer({ env, now: () => now });
    assert.equal((await server.register('hello', HELLO)).status, 201);
    return server;
  }
  after(closeServers);

  it('are there for every scheme', () => {
    assert.deepEqual(new Set(cases.map(({ scheme }) => scheme)), new Set(SCHEMES));
  });

  for (const each of cases) {
    it(`${each.id}: ${each.why}`, async () => {
      const name = each.method_path.replace('POST /webhooks/', '');
      env[`WEBHOOK_SECRET_${name.toUpperCase()}`] = each.secret;
      now = each.now === undefined ? Date.now() : each.now * 1000;
      const opened = await serverFor(each);
      const trigger = opened.runtime.triggers.get(name);
      assert.ok(trigger !== undefined);
      const verdict = await trigger.verify(requestOf(each), { secrets: [each.secret], nowMs: now });
      const refused = verdict.ok ? undefined : verdict.stage;
      if (NOT_ON_THE_WIRE.has(each.id)) {
        assert.deepEqual([refused, trigger.refusedStatus ?? 401], [each.stage, each.status]);
        return;
      }
      const runs = opened.runtime.reader.runs({}).items.length;
      const { status, text } = await deliver(opened, each);
      assert.equal(status, each.status, text);
      assert.equal(status < 300, each.want === 'accept');
      assert.equal(text.includes('SIGNATURE_INVALID'), refused !== undefined);
      assert.equal(refused ?? (status < 300 ? 'ok' : afterSignature(each)), each.stage);
      assert.equal(opened.runtime.reader.runs({}).items.length - runs, each.want === 'accept' ? 1 : 0, text);
    });
  }
});

/** What never gets to a verifier by HTTP: Node trims a space at the end of a header, and refuses 34 KB of them with 431. */
const NOT_ON_THE_WIRE = new Set(['github-13', 'stripe-29']);

/** What a body with a good signature was refused for: that GitHub names its event in a header is checked there too. */
function afterSignature({ scheme, headers }: Case): string {
  return scheme === 'github' && headers['x-github-event'] === undefined ? 'header' : 'parse';
}

function requestOf({ headers, body_base64: body }: Case): TriggerRequest {
  const lines = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat()]);
  return { headers: Object.fromEntries(lines) as TriggerRequest['headers'], rawBody: Buffer.from(body, 'base64') };
}

/** Over a socket: a header that is there twice, or with a space at its end, goes out as it is. */
async function deliver({ port }: TestServer, each: Case): Promise<{ readonly status: number; readonly text: string }> {
  const [method = '', path = ''] = each.method_path.split(' ');
  const body = Buffer.from(each.body_base64, 'base64');
  const lines = Object.entries(each.headers).flatMap(([name, value]) =>
    [value].flat().map((line) => `${name}: ${line}`),
  );
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: localhost:${port}`,
    'Connection: close',
    `Content-Length: ${body.length}`,
    ...lines,
  ].join('\r\n');
  const text = await raw(port, Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), body]), { waitMs: 5000 });
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), text };
}

// What somebody sends who wants in, over a socket where an honest client could not send it. docs/SECURITY_GUIDE.md names these tests.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { closeServers, NOTIFY, openTestServer, raw } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const SECRET = 'a-secret';
const env = { WEBHOOK_SECRET: SECRET };
const sign = (body: string | Uint8Array): string => createHmac('sha256', SECRET).update(body).digest('hex');
const BODY = '{ "workflow_name": "notify", "inputs": {"message": "x", "n": 12345678901234567890} }';

const runsOf = ({ runtime }: TestServer): number => runtime.reader.runs({}).items.length;
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe('an attack on a signature', function () {
  this.timeout(20_000);
  let server: TestServer;
  before(async () => {
    server = await openTestServer({ env });
    await server.register(
      'notify',
      `${NOTIFY}triggers:\n  - uses: generic\n    inputs: { message: '{event.inputs.message}' }\n`,
    );
  });
  after(closeServers);

  const post = async (body: string, ...lines: readonly string[]): Promise<number> => {
    const head = [
      'POST /webhooks/generic HTTP/1.1',
      `Host: localhost:${server.port}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...lines,
    ];
    return statusOf(await raw(server.port, `${head.join('\r\n')}\r\n\r\n${body}`));
  };

  it('by the same JSON in other bytes is refused', async () => {
    const signature = `X-Webhook-Signature: ${sign(BODY)}`;
    for (const body of [
      JSON.stringify(JSON.parse(BODY)),
      BODY.replaceAll(' ', ''),
      `${BODY}\n`,
      BODY.replace('"x"', String.raw`"\u0078"`),
      BODY.replace('12345678901234567890', '12345678901234567000'),
    ]) {
      assert.equal(await post(body, signature), 401, body);
    }
    assert.equal(runsOf(server), 0);
    assert.equal(await post(BODY, signature), 202);
    assert.equal(runsOf(server), 1);
  });

  it('by a digest of another length, or of what is no hexadecimal, is refused', async () => {
    const digest = sign(BODY);
    const before = runsOf(server);
    for (const given of [
      digest.slice(1),
      digest.slice(0, -1),
      `${digest}0`,
      `${digest}zz`,
      `${digest.slice(0, 62)}zz`,
      `sha256=`,
      'z'.repeat(64),
      '\u00e9'.repeat(32),
      '0x',
      `${digest}=x`,
      digest.repeat(2),
    ]) {
      assert.equal(await post(BODY, `X-Webhook-Signature: ${given}`), 401, given);
    }
    assert.equal(runsOf(server), before);
  });

  it('by a header that is there twice, or under both of its names, is refused', async () => {
    const before = runsOf(server);
    const good = sign(BODY);
    for (const lines of [
      [`X-Webhook-Signature: ${good}`, `X-Webhook-Signature: ${good}`],
      [`X-Webhook-Signature: ${'0'.repeat(64)}`, `X-Webhook-Signature: ${good}`],
      [`X-Webhook-Signature: ${good}`, `X-Signature: ${good}`],
      [`X-Webhook-Signature: ${good}, ${good}`],
    ]) {
      assert.equal(await post(BODY, ...lines), 401, lines.join());
    }
    assert.equal(runsOf(server), before);
  });
});

describe('an attack on the protocol', function () {
  this.timeout(20_000);
  let server: TestServer;
  before(async () => {
    server = await openTestServer({ receiveTimeouts: { headersMs: 300, requestMs: 600 } });
    await server.register();
  });
  after(closeServers);
  const HELLO = '{"workflow_name":"notify","inputs":{"message":"x"}}';
  const length = HELLO.length;
  const head = (...lines: readonly string[]): string =>
    [
      'POST /webhooks/generic HTTP/1.1',
      `Host: localhost:${server.port}`,
      'Content-Type: application/json',
      ...lines,
    ].join('\r\n');

  it('by two readings of where the body ends is refused', async () => {
    const chunked = `${length.toString(16)}\r\n${HELLO}\r\n0\r\n\r\n`;
    const tries = {
      'a length and chunks': `${head(`Content-Length: ${length}`, 'Transfer-Encoding: chunked')}\r\n\r\n${chunked}`,
      'two lengths': `${head(`Content-Length: ${length}`, `Content-Length: ${length + 1}`)}\r\n\r\n${HELLO}`,
      'a length twice': `${head(`Content-Length: ${length}`, `Content-Length: ${length}`)}\r\n\r\n${HELLO}`,
      'a length with a sign': `${head(`Content-Length: +${length}`)}\r\n\r\n${HELLO}`,
      'a negative length': `${head('Content-Length: -1')}\r\n\r\n${HELLO}`,
      'chunks under another coding': `${head('Transfer-Encoding: chunked, identity')}\r\n\r\n${chunked}`,
      'a blank before the colon': `${head(`Content-Length : ${length}`)}\r\n\r\n${HELLO}`,
      'a folded line': `${head('X-A: 1\r\n Transfer-Encoding: chunked', `Content-Length: ${length}`)}\r\n\r\n${HELLO}`,
      'a bare line feed': `${head(`X-A: 1\nContent-Length: ${length}`)}\r\n\r\n${HELLO}`,
      'a line feed in the extension of a chunk': `${head('Transfer-Encoding: chunked')}\r\n\r\n${length.toString(16)};a\n${HELLO}\r\n0\r\n\r\n`,
      'a NUL': `${head('X-A: a\0b', `Content-Length: ${length}`)}\r\n\r\n${HELLO}`,
    };
    for (const [what, bytes] of Object.entries(tries)) {
      assert.equal(statusOf(await raw(server.port, bytes)), 400, what);
    }
    assert.equal(runsOf(server), 0);
  });

  it('by headers that are too many or too long is refused', async () => {
    for (const lines of [[`X-A: ${'a'.repeat(17 * 1024)}`], Array.from({ length: 2500 }, (_, i) => `X-${i}: a`)]) {
      assert.equal(statusOf(await raw(server.port, `${head(...lines)}\r\n\r\n`)), 431);
    }
  });

  it('by headers or a body that never end is cut off', async () => {
    for (const bytes of [
      head('X-A'),
      `${head('Content-Length: 1000')}\r\n\r\n${HELLO}`,
      `${head('Transfer-Encoding: chunked')}\r\n\r\n400\r\n${HELLO}`,
    ]) {
      assert.equal(statusOf(await raw(server.port, bytes, { waitMs: 8000 })), 408);
    }
    assert.equal(runsOf(server), 0);
  });

  it('by another type of body is refused: no file is read that a body names', async () => {
    const form = '--x\r\nContent-Disposition: form-data; name="a"; filename="/etc/passwd"\r\n\r\na\r\n--x--\r\n';
    for (const type of [
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'text/plain',
      'image/png',
    ]) {
      const { status, body } = await server.post('/webhooks/generic', form, { 'Content-Type': type });
      assert.deepEqual([status, body['code']], [415, 'CONTENT_TYPE_UNSUPPORTED'], type);
    }
    const signed = await openTestServer({ env });
    const { status, body } = await signed.post('/webhooks/generic', form, {
      'Content-Type': 'multipart/form-data; boundary=x',
      'X-Webhook-Signature': sign(form),
    });
    assert.deepEqual([status, body['code']], [400, 'JSON_INVALID']);
  });
});

describe('an attack by what a delivery says', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('never becomes a template or an expression', async () => {
    const server = await openTestServer();
    await server.register(
      'notify',
      `${NOTIFY}triggers:\n  - uses: generic\n    when: event.inputs.message != ''\n    inputs: { message: '<{event.inputs.message}>' }\n`,
    );
    for (const message of [
      '{message}',
      '${{ 1 + 1 }}',
      '{{ event.constructor.constructor }}',
      '${{ secrets.WEBHOOK_SECRET }}{env.PATH}',
      '{count}${{ count }}',
    ]) {
      const { body } = await server.post('/webhooks/generic?wait=10s', {
        workflow_name: 'notify',
        inputs: { message },
      });
      assert.equal(body['result'], `[echo] Format <${message}> 1`);
    }
  });

  it('finds nothing in what all objects of JavaScript share', async () => {
    const server = await openTestServer();
    await server.register(
      'notify',
      `${NOTIFY}triggers:\n  - uses: generic\n    inputs: { message: '{event.inputs.constructor.constructor} {event.inputs.toString}' }\n`,
    );
    const { body } = await server.post('/webhooks/generic?wait=10s', { workflow_name: 'notify', inputs: {} });
    assert.equal(body['result'], '[echo] Format null null 1');
  });
});

describe('an attack on what a delivery is held against', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  const BUSY = `name: busy
state:
  type: object
  properties:
    text: { type: string, pattern: '^(a+)+$' }
  required: [text]
nodes:
  - name: ask
    uses: approval
    with: { message: '{text}?', form: { type: object, properties: { why: { type: string, pattern: '^(a+)+$' } }, required: [why] } }
  - name: go
    uses: wait
    with: { signal: go, schema: { type: string, pattern: '^(a+)+$' } }
`;
  const text = `${'a'.repeat(50_000)}!`;

  it('keeps no pattern busy: inputs, signals, answers and events get their answer', async () => {
    const server = await openTestServer();
    const { body: registered } = await server.register('busy', BUSY);
    assert.deepEqual(registered['diagnostics'], []);
    for (const path of ['/webhooks/generic', '/api/runs']) {
      const { status, body } = await server.post(path, { workflow_name: 'busy', inputs: { text } });
      assert.deepEqual([status, body['code']], [422, 'RUN_INPUTS_INVALID'], path);
      assert.match(JSON.stringify(body['errors']), /\/text must match pattern/);
    }
    const { body: started } = await server.post('/api/runs', { workflow_name: 'busy', inputs: { text: 'aaa' } });
    const run = `/api/runs/${String(started['run_id'])}`;
    const signal = await server.post(`${run}/signal`, { name: 'go', payload: text });
    assert.deepEqual([signal.status, signal.body['code']], [422, 'SIGNAL_INVALID']);
    await asked(server, String(started['run_id']));
    const answer = await server.post(`${run}/approvals/ask`, { answer: { why: text } });
    assert.deepEqual([answer.status, answer.body['code']], [422, 'ANSWER_INVALID']);

    const event =
      "{ type: object, properties: { inputs: { type: object, properties: { text: { pattern: '^(a+)+$' } } } } }";
    const triggers = `triggers:\n  - uses: generic\n    schema: ${event}\n    inputs: { text: '{event.inputs.text}' }\n`;
    await server.register('held', `${BUSY}${triggers}`);
    const held = await server.post('/webhooks/generic', { workflow_name: 'held', inputs: { text } });
    assert.deepEqual([held.status, held.body['code']], [422, 'EVENT_INVALID']);
  });

  it('registers no workflow with a pattern that nothing matches in linear time', async () => {
    const server = await openTestServer();
    const { status, body } = await server.register('busy', BUSY.replace('^(a+)+$', '^(?=a)(a+)+$'));
    assert.equal(status, 422);
    const [first] = body['errors'] as { readonly code: string; readonly line: number; readonly column: number }[];
    assert.deepEqual([first?.code, first?.line, first?.column], ['W106', 5, 38]);
  });
});

async function asked({ runtime }: TestServer, id: string): Promise<void> {
  while (runtime.reader.detail(id)?.nodes.some(({ status }) => status === 'waiting') !== true)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('an attack from a page or from outside', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('reads no answer: none names another origin', async () => {
    const { get, url } = await openTestServer();
    for (const headers of [{}, { Origin: url }, { Origin: 'https://evil.example' }] as Record<string, string>[]) {
      for (const path of ['/api/workflows', '/', '/webhooks/generic', '/healthz']) {
        const { headers: answered } = await get(path, headers);
        for (const name of answered.keys()) assert.doesNotMatch(name, /^access-control-/, path);
      }
    }
    const { status, headers } = await fetch(`${url}/api/runs`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
    });
    assert.equal(status, 403);
    assert.equal(headers.get('access-control-allow-origin'), null);
  });

  it('gets no stream of events, not even its first byte', async () => {
    const { get } = await openTestServer();
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }] as Record<string, string>[]) {
      const { status, text, body } = await get('/api/events', headers);
      assert.deepEqual([status, body['code']], [403, 'ORIGIN_REFUSED']);
      assert.doesNotMatch(text, /retry:/);
    }
  });
});

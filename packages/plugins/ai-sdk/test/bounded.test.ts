import assert from 'node:assert/strict';
import { RetryableError } from '@configurable-agents/plugin-sdk';
import { bounded } from '../src/bounded.ts';

const MIB = 1024 * 1024;
const chunk = new TextEncoder().encode('x'.repeat(MIB));

/** A body that goes on for as long as it is read, and counts how far. */
function endless(): { readonly body: ReadableStream<Uint8Array>; readonly pulled: () => number } {
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      pulls += 1;
      controller.enqueue(chunk);
    },
  });
  return { body, pulled: () => pulls };
}

describe('the end of a response', () => {
  it('is that of the service where it is no longer than an answer may be', async () => {
    const lines = ['data: a\n', 'data: b\n'];
    const response = bounded(new Response(lines.join(''), { headers: { 'x-request-id': '7' } }), 'acme');
    assert.equal(await response.text(), lines.join(''));
    assert.deepEqual([response.status, response.headers.get('x-request-id')], [200, '7']);
    assert.equal(bounded(new Response(null, { status: 204 }), 'acme').status, 204);
  });

  it('comes after a mebibyte of an error', async () => {
    const { body, pulled } = endless();
    const text = await bounded(new Response(body, { status: 500, statusText: 'no' }), 'acme').text();
    assert.equal(text.length, MIB);
    assert.ok(pulled() < 8, String(pulled()));
  });

  it('comes with a failure for a line without an end, and not for many lines', async () => {
    await assert.rejects(bounded(new Response(endless().body), 'acme').text(), (thrown: Error) => {
      assert.ok(!(thrown instanceof RetryableError));
      assert.match(thrown.message, /^acme sent more than 16777216 bytes without a line's end/);
      return true;
    });
    const line = new TextEncoder().encode(`${'x'.repeat(MIB)}\n`);
    const lines = new Response(ReadableStream.from<Uint8Array>(Array<Uint8Array>(20).fill(line)));
    assert.equal((await bounded(lines, 'acme').bytes()).length, 20 * line.length);
  });
});

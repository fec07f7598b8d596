import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messagesOf } from '../src/text.ts';
import type { Format } from '../src/text.ts';

const shown = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const compact = (text: string): string => text.replaceAll(/\s/gu, '');

describe('the text of a message', () => {
  it('has no markup left in it unless the author asks for markup', () => {
    const text = '<!channel> <@U1> <https://evil.example|here> a && b &lt;';
    const safe = '&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|here&gt; a &amp;&amp; b &amp;lt;';
    assert.deepEqual(messagesOf(text, 'plain'), [safe]);
    assert.deepEqual(messagesOf(text, 'styled'), [safe]);
    assert.deepEqual(messagesOf(text, 'mrkdwn'), [text]);
  });

  it('stays one message up to 4,000 characters', () => {
    assert.deepEqual(messagesOf('x'.repeat(4000), 'plain'), ['x'.repeat(4000)]);
    assert.deepEqual(messagesOf('x'.repeat(4001), 'plain'), ['x'.repeat(4000), 'x']);
  });

  it('is cut after a line, else after a word, else where the message is full', () => {
    const line = 'x'.repeat(3000);
    assert.deepEqual(messagesOf(`${line}\n  indented ${line}`, 'plain'), [line, `  indented ${line}`]);
    assert.deepEqual(messagesOf(`${line} word ${line}`, 'plain'), [`${line} word`, line]);
    const early = `x ${'y'.repeat(4500)}`;
    assert.deepEqual(messagesOf(early, 'plain'), [early.slice(0, 4000), early.slice(4000)]);
  });

  it('counts characters as they are sent, and cuts no escape', () => {
    const messages = messagesOf('&'.repeat(1601), 'plain');
    assert.deepEqual(
      messages.map((message) => message.length),
      [4000, 4000, 5],
    );
    for (const message of messages) assert.match(message, /^(?:&amp;)+$/);
    assert.equal(messagesOf('&'.repeat(4000), 'mrkdwn').length, 1);
  });

  it('cuts no character of two halves', () => {
    const messages = messagesOf(`x${'🎉'.repeat(2500)}`, 'plain');
    assert.deepEqual(
      messages.map((message) => message.length),
      [3999, 1002],
    );
    for (const message of messages) assert.ok(message.isWellFormed());
  });

  it('moves a link of the author to the next message whole', () => {
    const link = '<https://example.org/|the notes of the release>';
    const messages = messagesOf(`${'x'.repeat(3980)} ${link}`, 'mrkdwn');
    assert.deepEqual(messages, ['x'.repeat(3980), link]);
  });

  it('ends when a text is one unclosed tag', () => {
    assert.equal(messagesOf(`<${'x'.repeat(9000)}`, 'mrkdwn').join('').length, 9001);
  });

  it('has at most 40,000 characters, as they are sent', () => {
    assert.equal(messagesOf('x'.repeat(40_000), 'plain').length, 10);
    const refused = (text: string): void =>
      assert.throws(() => messagesOf(text, 'plain'), {
        class: 'bad_request',
        retryable: false,
        message: /has 4\d{4} characters as Slack counts them, and it takes 40000; shorten it/,
      });
    refused('x'.repeat(40_001));
    refused('<'.repeat(10_001));
  });

  it('is refused where it shows nothing', () => {
    for (const text of [' ', '\n\n', `${' '.repeat(5000)}\n`]) {
      assert.throws(() => messagesOf(text, 'plain'), { class: 'bad_request', message: /only white space/ });
    }
  });

  it('comes out whole, whatever it is', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('<', '&', '>', '\n', ' ', 'word', '🎉'));
    const text = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 400 }))
      .map(([pieces, times]) => `x${pieces.join('').repeat(times)}`.slice(0, 8000));
    const format = fc.constantFrom<Format>('plain', 'styled', 'mrkdwn');
    fc.assert(
      fc.property(text, format, (whole, as) => {
        const messages = messagesOf(whole, as);
        for (const message of messages) {
          assert.ok(message.length > 0 && message.length <= 4000);
          if (as !== 'mrkdwn') assert.doesNotMatch(message, /[<>]|&(?!(?:amp|lt|gt);)/);
        }
        const restored = messages.map((message) => (as === 'mrkdwn' ? message : shown(message))).join('');
        assert.equal(compact(restored), compact(whole));
      }),
      { numRuns: 60 },
    );
  });
});

import assert from 'node:assert/strict';
import { EVERYTHING, maskOf, NO_MASK } from '../../src/redact/mask.ts';

describe('a mask', () => {
  const mask = maskOf(['bob@example.org', 'a "b"\nc', '4111111111111111']);

  it('hides texts wherever they are', () => {
    assert.equal(mask.text('To bob@example.org, from bob@example.org.'), 'To ***, from ***.');
    assert.deepEqual(mask.json({ to: ['bob@example.org'], n: 1, 'bob@example.org': true }), {
      to: ['***'],
      n: 1,
      '***': true,
    });
  });

  it('hides them as JSON and URLs escape them, and as numbers', () => {
    assert.equal(mask.text(JSON.stringify({ text: 'a "b"\nc' })), '{"text":"***"}');
    assert.equal(mask.text('?to=bob%40example.org'), '?to=***');
    assert.deepEqual(mask.json([4_111_111_111_111_111, 4]), ['***', 4]);
  });

  it('hides them as secrets are: in capital and small letters, in Base64 and in hexadecimal', () => {
    const text = 'Bob@Example.org';
    const bytes = Buffer.from(text);
    const mine = maskOf([text]);
    for (const form of [text.toUpperCase(), text.toLowerCase(), bytes.toString('hex')])
      assert.equal(mine.text(form), '***');
    assert.match(mine.text(`mail:${bytes.toString('base64')}`), /^mail:\*{3}.?$/);
  });

  it('takes the longer of two texts that begin alike', () => {
    assert.equal(maskOf(['hunter', 'hunter22']).text('hunter22 hunter'), '*** ***');
  });

  it('reads no text as an expression', () => {
    assert.equal(maskOf(['a.c(d)', '[x]+']).text('abc(d) a.c(d) [x]+ x'), 'abc(d) *** *** x');
  });

  it('loses no value where two keys come out as one', () => {
    assert.deepEqual(maskOf(['key-one', 'key-two']).json({ 'key-one': 1, 'key-two': 2 }), { '***': 1, '*** 2': 2 });
  });

  it('says how much of an end may be the beginning of one', () => {
    assert.equal(mask.beginning('to bob@exa'), 7);
    assert.equal(mask.beginning('to alice'), 0);
    assert.equal(mask.beginning('to bob@example.org'), 0);
  });

  it('of thousands of texts hides each', () => {
    const texts = Array.from({ length: 3000 }, (_, i) => `user-${i}@example.org`);
    assert.equal(maskOf(texts).text('user-2999@example.org user-0@example.org'), '*** ***');
  });

  it('of everything shows nothing', () => {
    assert.deepEqual(maskOf([EVERYTHING]).json({ a: 'x', b: [1, null, true] }), { a: '***', b: ['***', null, true] });
  });

  it('of nothing changes nothing', () => {
    assert.equal(maskOf([]), NO_MASK);
  });
});

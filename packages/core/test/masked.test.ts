import assert from 'node:assert/strict';
import { masked } from '../src/masked.ts';

const SECRET = 'p@ss/w+rd "ü" 42?';
const clean = (text: string, ...secrets: readonly string[]): string =>
  masked(text, secrets.length > 0 ? secrets : [SECRET]);

describe('a text without secrets', () => {
  it('has them in none of their forms', () => {
    const forms = {
      'as it is': SECRET,
      'in JSON': JSON.stringify(SECRET).slice(1, -1),
      'in an address': encodeURIComponent(SECRET),
      'in a form': new URLSearchParams({ a: SECRET }).toString().slice(2),
      'in an address, in small letters': encodeURIComponent(SECRET).replaceAll(/%../g, (each) => each.toLowerCase()),
      'in hexadecimal': Buffer.from(SECRET).toString('hex'),
      'in capital hexadecimal': Buffer.from(SECRET).toString('hex').toUpperCase(),
      'in small letters': SECRET.toLowerCase(),
      'in capital letters': SECRET.toUpperCase(),
    };
    for (const [what, form] of Object.entries(forms)) assert.equal(clean(`a ${form} b`), 'a *** b', what);
  });

  it('has them in no Base64, wherever in it they begin and end', () => {
    for (const encoding of ['base64', 'base64url'] as const) {
      for (let before = 0; before < 6; before += 1) {
        for (let after = 0; after < 3; after += 1) {
          const bytes = Buffer.from(`${'u'.repeat(before)}${SECRET}${'z'.repeat(after)}`);
          const shown = clean(bytes.toString(encoding));
          assert.match(shown, /\*\*\*/, `${before} ${after}`);
          // What is left of it are parts of a character at either end.
          const left = shown.replace('***', '').replaceAll('=', '').length;
          assert.ok(left <= Math.ceil(((before + after) * 8) / 6) + 2, `${shown}: ${left}`);
        }
      }
    }
  });

  it('keeps no rest of one that begins as another one does', () => {
    assert.equal(clean('long-secret-value', 'long-secret', 'long-secret-value'), '***');
    assert.equal(clean('long-secret and long-secret-value', 'long-secret-value', 'long-secret'), '*** and ***');
  });

  it('keeps words: short values are masked as they are only, and nothing by an empty one', () => {
    assert.equal(clean('the key, the KEY, a2V5, 6b6579', 'key'), 'the ***, the KEY, a2V5, 6b6579');
    assert.equal(clean('a text', ''), 'a text');
    assert.equal(masked('a text', []), 'a text');
  });
});

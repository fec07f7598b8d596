import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { parseStrictJson } from '../../src/intake/strict-json.ts';

const parse = (text: string): ReturnType<typeof parseStrictJson> => parseStrictJson(Buffer.from(text));

function refusal(text: string | Uint8Array): { message: string; line: number; column: number } {
  const parsed = parseStrictJson(typeof text === 'string' ? Buffer.from(text) : text);
  assert.equal(parsed.ok, false, `accepted ${String(text)}`);
  return parsed;
}

/** Whether it has no infinite number and no half of a surrogate pair: JSON.stringify writes the one as null, the other as an escape. */
function isKept(value: unknown): boolean {
  return !inspect(value, { depth: null }).includes('Infinity') && !/\\ud[89a-f]/.test(JSON.stringify(value));
}

describe('strict JSON', () => {
  it('reads every JSON value as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        if (text.includes('"__proto__"')) return;
        assert.deepEqual(parse(text), { ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it('refuses exactly what JSON.parse refuses, on edited texts', () => {
    const seeds = ['{"a":[1,-2.5e3,true,null],"b":"x\\u0041\\n"}', '[[],{},"",0]'];
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.nat(40),
        fc.constantFrom('', ',', '"', '{', '}', '0', '-', '\\', ' ', 'e', 'N'),
        (seed, at, put) => {
          const text = seed.slice(0, at) + put + seed.slice(at + 1);
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          assert.equal(parse(text).ok, isJson, text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('refuses exactly what is no UTF-8, no JSON or would not be kept as it is, on bytes that were put into a text', () => {
    // No three bytes make the second key of this the same as the first one.
    const seed = Buffer.from('{"é first":["😀\\u00e9",-1.5e+3,null],\n "second":{"c":"\ufffd"}}');
    fc.assert(
      fc.property(fc.nat(seed.length), fc.uint8Array({ maxLength: 3 }), fc.nat(2), (at, put, over) => {
        const bytes = Buffer.concat([seed.subarray(0, at), put, seed.subarray(at + over)]);
        let value: unknown;
        try {
          value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
        } catch {
          value = undefined;
        }
        if (value !== undefined && isKept(value)) {
          assert.deepEqual(parseStrictJson(bytes), { ok: true, value });
          return;
        }
        const { line, column } = refusal(bytes);
        assert.ok(line >= 1 && column >= 1);
      }),
      {
        numRuns: 2000,
        examples: [
          [32, Buffer.from('99'), 0],
          [20, Buffer.from('d8'), 2],
        ],
      },
    );
  });

  it('takes exactly the texts that are whole, however they are escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0xd700, max: 0xe0ff })), (plain, codes) => {
        const text = plain + String.fromCharCode(...codes);
        const all = text.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
        for (const json of [JSON.stringify(text), `"${all.join('')}"`]) {
          assert.equal(parse(json).ok, text.isWellFormed(), json);
        }
        const json = `{"${all.join('')}":1}`;
        // A text like others as a value, and refused as a key.
        assert.equal(parse(json).ok, text.isWellFormed() && text !== '__proto__', json);
      }),
      { examples: [['__proto__', []]] },
    );
  });

  it('takes numbers up to the largest one, and those that are rounded to 0', () => {
    for (const text of ['1.7976931348623157e308', `-1${'0'.repeat(308)}`, '1e-400', `0.${'0'.repeat(400)}1`]) {
      assert.deepEqual(parse(text), { ok: true, value: Number(text) });
    }
  });

  it('gives line and column of a syntax error', () => {
    const { message, line, column } = refusal('{\n  "a": tru\n}');
    assert.deepEqual([line, column], [2, 8]);
    assert.match(message, /found "t" where a JSON value is expected/);
  });

  for (const [what, text, place] of [
    ['a trailing comma', '{"a":1,}', [1, 8]],
    ['NaN', '[NaN]', [1, 2]],
    ['a leading zero', '[01]', [1, 3]],
    ['an unclosed string', '{"a":"b', [1, 6]],
    ['a raw line break in a string', '["a\nb"]', [1, 4]],
    ['text after the value', '{} x', [1, 4]],
    ['an unknown escape', String.raw`["\x"]`, [1, 3]],
    ['a key twice', '{"a":1,"a":2}', [1, 8]],
    ['a key twice by an escape', String.raw`{"a":1,"\u0061":2}`, [1, 8]],
    ['__proto__', '{"b":{"__proto__":1}}', [1, 7]],
    ['the key of prototypes by an escape', String.raw`{"\u005f_proto__":1}`, [1, 2]],
    ['prototype in constructor', '{"a":{"constructor":{"prototype":{}}}}', [1, 22]],
    ['half of a surrogate pair', String.raw`["a", "\ud83d"]`, [1, 7]],
    ['halves in the wrong order', String.raw`["\ude00\ud83d"]`, [1, 2]],
    ['half of a surrogate pair in a key', String.raw`{"\udc00":1}`, [1, 2]],
    ['a number that would be infinite', '{"a": -1e309}', [1, 7]],
    ['a number of more digits than one holds', `[1${'0'.repeat(309)}.5]`, [1, 2]],
    ['blanks only', '  \n ', [2, 2]],
  ] as const) {
    it(`refuses ${what}`, () => {
      const { line, column } = refusal(text);
      assert.deepEqual([line, column], place);
    });
  }

  it('tells the first mistake of several', () => {
    const control = { ok: false, message: 'a control character in a string must be escaped', line: 1, column: 8 };
    assert.deepEqual(parse('{"a":"x\u0001","a":[}'), control);
    assert.deepEqual(parse('{"a":"x\u0001\\q"}'), control);
    assert.deepEqual(parse('{"a":"x\u0001'), control);
    assert.equal(refusal('{"a":"x","a":"\u0001"}').message, 'the key "a" is there twice');
  });

  it('takes a quote after any number of backslashes for what it is', () => {
    for (let count = 0; count < 6; count += 1) {
      const text = `["a","${'\\'.repeat(count)}","\\"","b"]`;
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        refusal(text);
        continue;
      }
      assert.deepEqual(parse(text), { ok: true, value });
    }
  });

  it('takes constructor and prototype as names, each without the other', () => {
    for (const text of [
      '{"constructor":{"name":"x"}}',
      '{"prototype":{"constructor":1}}',
      '{"constructor":"prototype"}',
    ]) {
      assert.equal(parse(text).ok, true, text);
    }
  });

  it('says where the first byte stands that is no UTF-8, also behind a sign for one that is meant', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"\ufffdé",\n"b":"'), Buffer.from([0xc3]), Buffer.from('"}')]);
    const { message, line, column } = refusal(bytes);
    assert.deepEqual([message, line, column], ['the body is not valid UTF-8', 2, 6]);
    assert.equal(parseStrictJson(Buffer.from('"\ufffd"')).ok, true);
  });

  it('refuses 65 levels and takes 64', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    assert.equal(parse(nested(64)).ok, true);
    assert.match(refusal(nested(65)).message, /deeper than 64/);
    assert.match(refusal('['.repeat(200_000)).message, /deeper than 64/);
  });

  it('refuses a byte order mark, UTF-16 and broken UTF-8', () => {
    assert.match(refusal(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d])).message, /byte order mark/);
    assert.match(refusal(Buffer.from([0x22, 0xff, 0x22])).message, /UTF-8/);
    refusal(Buffer.from('{}', 'utf16le'));
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linearPattern, PatternError, patternProblem } from '../../src/pattern/index.ts';

const matches = (pattern: string, text: string): boolean => linearPattern(pattern).test(text);
const native = (pattern: string, text: string): boolean => new RegExp(pattern, 'u').test(text);

/** Characters on which engines differ: ends of lines, blanks, halves of pairs, pairs, folding. */
const TELLING = [
  'a',
  'b',
  'A',
  'z',
  '0',
  '9',
  '_',
  '-',
  '.',
  ' ',
  '\t',
  '\v',
  '\n',
  '\r',
  '\u2028',
  '\u00a0',
  '\ufeff',
  'é',
  'ß',
  'ſ',
  '\ud83d',
  '\ude00',
  '😀',
  '𝒳',
  '\0',
  '\b',
  '/',
  ']',
  '^',
  '$',
  '|',
  '(',
  '{',
];

describe('a pattern of a schema', () => {
  describe('means what it means in JavaScript', () => {
    for (const pattern of [
      '',
      'a',
      '^a$',
      'a|b',
      '^(?:a|)$',
      '^a.b$',
      '.',
      '^[^a]$',
      '[^]',
      '[]',
      '^[\\]\\-^]$',
      '^\\d\\D$',
      '\\s',
      '^\\S$',
      '[\\s\\d]',
      '[^\\S\\n]',
      '^\\w+$',
      '\\W',
      '\\ba',
      'a\\B',
      '[\\b]',
      '\\0',
      '\\x41',
      '\\u0041',
      '\\u{1F600}',
      '\\ud83d\\ude00',
      '^[😀-😂]$',
      '\\ud83d',
      '^\\cI$',
      '\\t|\\n|\\v|\\f|\\r',
      '\\/',
      '\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|',
      'a*?b',
      '^a{2}$',
      '^a{1,}$',
      '^a{0,2}$',
      '^a{0}$',
      '(?<name>a)b',
      '((a)(b))',
      '^(?:a*)*$',
      '(?:^a)+',
      '(?:)*a',
      '^(?:\\b|a)*$',
      '\\p{L}',
      '^\\p{Lu}$',
      '\\P{L}',
      '[\\p{N}_-]',
      '^[^\\p{L}]$',
      '\\p{Script=Greek}',
      '\\p{Emoji}',
      '\\p{ASCII}',
    ]) {
      it(JSON.stringify(pattern), () => {
        assert.equal(patternProblem(pattern), undefined);
        for (const a of TELLING) {
          for (const text of [a, `a${a}`, `${a}b`, `x${a}y`, `${a}${a}`]) {
            assert.equal(matches(pattern, text), native(pattern, text), `on ${JSON.stringify(text)}`);
          }
        }
        assert.equal(matches(pattern, ''), native(pattern, ''));
      });
    }

    it('in every combination', () => {
      const { pattern } = fc.letrec<{ pattern: string; atom: string; member: string }>((tie) => ({
        member: fc.constantFrom(
          'a',
          'b',
          'a-z',
          '0-9',
          '\\d',
          '\\s',
          '\\W',
          '\\S',
          '.',
          '😀',
          '\\u2028',
          '\\p{L}',
          '\\P{Lu}',
          '\\-',
        ),
        atom: fc.oneof(
          {
            weight: 5,
            arbitrary: fc.constantFrom(
              'a',
              'b',
              'c',
              '.',
              '\\d',
              '\\w',
              '\\s',
              '\\S',
              '\\b',
              '^',
              '$',
              '😀',
              '\\n',
              '\\.',
            ),
          },
          fc
            .tuple(fc.constantFrom('', '^'), fc.array(tie('member'), { maxLength: 3 }))
            .map(([not, all]) => `[${not}${all.join('')}]`),
          tie('pattern').map((inner) => `(?:${inner})`),
          tie('pattern').map((inner) => `(${inner})`),
        ),
        pattern: fc
          .array(
            fc.tuple(
              tie('atom'),
              fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '{0,0}'),
              fc.constantFrom('', '', '', '|'),
            ),
            { maxLength: 4 },
          )
          .map((all) =>
            all.map(([atom, count, or]) => `${atom}${/^(?:\^|\$|\\b|\\B)$/i.test(atom) ? '' : count}${or}`).join(''),
          ),
      }));
      const text = fc
        .array(fc.constantFrom('a', 'b', 'c', '1', ' ', '\n', '😀', '\ud83d', '.', '_'), { maxLength: 8 })
        .map((all) => all.join(''));
      fc.assert(
        fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 6 }), (source, texts) => {
          assert.equal(patternProblem(source), undefined, source);
          for (const each of texts)
            assert.equal(matches(source, each), native(source, each), `${source} on ${JSON.stringify(each)}`);
        }),
        { numRuns: 1500 },
      );
    });
  });

  describe('that cannot be matched in time linear to the text is refused, where it says so', () => {
    const refused: readonly (readonly [pattern: string, part: string, message: RegExp, help: RegExp])[] = [
      ['^(?=.*\\d)a', '(?=', /looks ahead/, /allOf/],
      ['^(?!-)[a-z]+$', '(?!', /looks ahead/, /not: \{ pattern/],
      ['a(?<=b)', '(?<=', /looks back/, /write what stands before it/],
      ['a(?<!b)', '(?<!', /looks back/, /not: \{ pattern/],
      ['(a)b\\1', '\\1', /same text again/, /compare the two in a condition/],
      ['(?<x>a)\\k<x>', '\\k<x>', /same text again/, /compare/],
      ['a(?i:b)', '(?i:', /changes how the rest is read/, /\[Aa\]/],
      ['^.{1,2000}$', '{1,2000}', /more than 1000 times/, /maxLength/],
      ['(?:a{40}){40}', '{40}', /more than 1000 times/, /maxLength/],
      ['(?:a{1001,})', '{1001,}', /more than 1000 times/, /maxLength/],
    ];
    for (const [pattern, part, message, help] of refused) {
      it(pattern, () => {
        const problem = patternProblem(pattern);
        assert.equal(problem?.kind, 'unbounded');
        assert.equal(pattern.slice(...problem.at), part);
        assert.match(problem.message, message);
        assert.match(problem.help, help);
        assert.throws(() => linearPattern(pattern), PatternError);
      });
    }

    it('or where it is too large, or too deep', () => {
      assert.match(
        patternProblem('(?:abc){500}(?:de){500}(?:[a-z]{1,500}){2}')?.message ?? '',
        /has \d+ states .* more than 4000/,
      );
      assert.match(patternProblem(`${'('.repeat(300)}${')'.repeat(300)}`)?.message ?? '', /more than 200 groups/);
    });

    it('and what is no regular expression is so as a whole', () => {
      for (const pattern of ['(', '[z-a]', 'a{2,1}', '\\q', 'a**', '('.repeat(100_000)]) {
        const problem = patternProblem(pattern);
        assert.equal(problem?.kind, 'unreadable', pattern.slice(0, 20));
        assert.deepEqual(problem.at, [0, pattern.length]);
      }
    });
  });

  it('up to its limits is one that the engine takes', () => {
    for (const pattern of [
      '^.{1,1000}$',
      '(?:a{2}){500}',
      '(?:a{1000})?',
      '(?:a{1000})+',
      `${'(?:'.repeat(199)}a${')*'.repeat(199)}`,
      '[a-z]{999}|b{1000}',
    ])
      assert.equal(typeof matches(pattern, 'a'), 'boolean');
  });

  it('is matched in time linear to the text, on which a backtracking engine would hang', () => {
    const texts = [`${'a'.repeat(50_000)}!`, 'ab'.repeat(25_000), `${' '.repeat(50_000)}x`];
    for (const pattern of [
      '^(a+)+$',
      '^(a|a)*c',
      '(a|aa)+$',
      '(.*a){20}c$',
      '([a-z]+)*\\d',
      '\\s+$',
      '^(([a-z])+.)+[A-Z]([a-z])+$',
    ])
      for (const text of texts) assert.equal(matches(pattern, text), false, pattern);
  });

  it('costs a step for each character where one way at most is open, else one for each state', () => {
    assert.equal(linearPattern('^[a-z0-9]+(?:-[a-z0-9]+)*$').cost(99), 100);
    assert.equal(linearPattern('^[A-Za-z0-9_-]{1,256}$').cost(99), 100);
    assert.ok(linearPattern('.{1,400}@.{1,400}').cost(99) > 50_000);
  });
});

import assert from 'node:assert/strict';
import { codeLines, missedLines } from './lines.ts';

const TEXT = '// a comment\nconst a = () => {\n  call();\n};\n\n/* more\n   words */\na();\n';

describe('coverage of lines', () => {
  it('counts lines with code', () => {
    assert.deepEqual(
      codeLines(TEXT).map(({ number }) => number),
      [2, 3, 4, 8],
    );
  });

  it('misses a line of which nothing ran, the innermost range deciding', () => {
    const body = { startOffset: TEXT.indexOf('{'), endOffset: TEXT.indexOf('};') + 1, count: 0 };
    const whole = { startOffset: 0, endOffset: TEXT.length, count: 1 };
    assert.deepEqual([...missedLines(TEXT, { functions: [{ ranges: [body] }, { ranges: [whole] }] })], [3]);
    assert.deepEqual([...missedLines(TEXT, { functions: [{ ranges: [whole] }] })], []);
  });
});

// The main path of ARCHITECTURE.md can be read in half an hour: the lines of its files, added up.
import assert from 'node:assert/strict';
import { readText, relativeLinks } from './support/markdown.ts';

/** What somebody reads with understanding in half an hour. */
const HALF_AN_HOUR = 1500;

const page = readText('ARCHITECTURE.md');
const section = page.slice(page.indexOf('## Main path, from a file'), page.indexOf('## An expression'));
const shortStart = section.indexOf('**In half an hour**');
const short = section.slice(shortStart, section.indexOf('\n\n', shortStart));

function linesOf(text: string): number {
  const files = new Set(relativeLinks(text).filter((link) => link.endsWith('.ts')));
  assert.ok(files.size > 5, `only ${files.size} files are named`);
  return [...files].reduce((sum, file) => sum + readText(file).split('\n').length - 1, 0);
}

describe('the main path of ARCHITECTURE.md', () => {
  it(`has ${linesOf(short)} lines in its short form, at most ${HALF_AN_HOUR}`, () => {
    assert.ok(linesOf(short) <= HALF_AN_HOUR, `it has ${linesOf(short)}`);
  });

  it(`has ${linesOf(section)} lines in all, and says why where that is more than ${HALF_AN_HOUR}`, () => {
    if (linesOf(section) > HALF_AN_HOUR) assert.match(section, /more than 1,500 lines, since/);
  });
});

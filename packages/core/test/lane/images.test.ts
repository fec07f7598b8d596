import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readImage, shownImage } from '../../src/lane/images.ts';

const PNG = Buffer.from('89504e470d0a1a0a00', 'hex');

describe('an image that a node shows its model', () => {
  let root: string;
  let files: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'images-'));
    files = join(root, 'workflows');
    mkdirSync(join(files, 'shots'), { recursive: true });
    writeFileSync(join(files, 'shots', 'a.png'), PNG);
    writeFileSync(join(files, 'a.jpg'), Buffer.from('ffd8ffe0', 'hex'));
    writeFileSync(join(files, 'a.gif'), 'GIF89a');
    writeFileSync(join(files, 'a.webp'), 'RIFF\0\0\0\0WEBP');
    writeFileSync(join(files, 'notes.txt'), 'text');
    writeFileSync(join(files, 'large.png'), PNG);
    truncateSync(join(files, 'large.png'), 20_000_001);
    writeFileSync(join(root, 'outside.png'), PNG);
    symlinkSync(join(root, 'outside.png'), join(files, 'link.png'));
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it('is an https address, which is handed on', () => {
    assert.deepEqual(readImage(' https://images.example.org/a.png ', { files }), {
      url: 'https://images.example.org/a.png',
    });
  });

  it('is bytes in a data address', () => {
    assert.deepEqual(readImage('data:image/png;base64,iVBORw0KGgo=', { files }), {
      data: 'iVBORw0KGgo=',
      mediaType: 'image/png',
    });
  });

  for (const [file, mediaType] of [
    ['shots/a.png', 'image/png'],
    ['a.jpg', 'image/jpeg'],
    ['a.gif', 'image/gif'],
    ['a.webp', 'image/webp'],
  ] as const) {
    it(`is a file, whose first bytes say what it is: ${file}`, () => {
      const image = readImage(file, { files });
      assert.ok('data' in image);
      assert.equal(image.mediaType, mediaType);
    });
  }

  for (const [what, text, message] of [
    ['plain http', 'http://images.example.org/a.png', /is no https address/],
    ['a data address that is no image', 'data:text/html;base64,PGI+', /is no image; it is data:image/],
    ['a file that is not there', 'nowhere.png', /there is no file "nowhere.png" in/],
    ['a file outside, by a path', '../outside.png', /there is no file/],
    ['a file outside, by a link', 'link.png', /there is no file/],
    ['a folder', 'shots', /there is no file/],
    ['a file that is no image', 'notes.txt', /is no image; png, jpeg, gif and webp are/],
    ['a file that is too large', 'large.png', /is larger than 20000000 bytes/],
  ] as const) {
    it(`is not ${what}`, () => {
      assert.throws(() => readImage(text, { files }), { code: 'IMAGE_INVALID', class: 'bad_request', message });
    });
  }

  it('is not an absolute path, even one within', () => {
    assert.throws(() => readImage(join(files, 'a.jpg'), { files }), { code: 'IMAGE_INVALID' });
  });

  it('is no file where there is no folder of files', () => {
    assert.throws(() => readImage('a.jpg', { files: undefined }), {
      code: 'IMAGE_INVALID',
      message: /no folder of files/,
    });
  });

  it('is shown without its bytes', () => {
    assert.equal(shownImage('data:image/png;base64,iVBORw0KGgo='), 'data:image/png;base64,… (34 characters)');
    assert.equal(shownImage('shots/a.png'), 'shots/a.png');
  });
});

import assert from 'node:assert/strict';
import { openLiveText } from '../../src/cli/live-text.ts';

const open = (): ReturnType<typeof openLiveText> => openLiveText((text) => text);

describe('what models say on a terminal', () => {
  it('goes on in its line, and every further line says who speaks', () => {
    const live = open();
    assert.equal(live.piece({ key: 'a', offset: 0, text: 'one' }), 'a │ one');
    assert.equal(live.piece({ key: 'a', offset: 3, text: ' two\nthree' }), ' two\na │ three');
  });

  it('begins a line where another one speaks, or the same one anew', () => {
    const live = open();
    live.piece({ key: 'a', offset: 0, text: 'one' });
    assert.equal(live.piece({ key: 'b', offset: 0, text: 'two' }), '\nb │ two');
    assert.equal(live.piece({ key: 'a', offset: 3, text: ' more' }), '\na │  more');
    assert.equal(live.piece({ key: 'a', offset: 0, text: 'again' }), '\na │ again');
  });

  it('ends its line before another one is written, once', () => {
    const live = open();
    assert.equal(live.pause(), '');
    live.piece({ key: 'a', offset: 0, text: 'one' });
    assert.deepEqual([live.pause(), live.pause()], ['\n', '']);
  });

  it('steers no terminal', () => {
    assert.equal(open().piece({ key: 'a', offset: 0, text: '\u001b[2Jgone' }), 'a │ \\u001b[2Jgone');
  });
});

// A folder below the workflows folder is swapped for a link that leads out, while files in it are read.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../src/problem.ts';
import { readInside } from '../../src/workflows/jail.ts';

/** Swaps `sub` for a link to `outside` and back, until it is ended. */
const SWAP = `
const { renameSync, symlinkSync } = require('node:fs');
const { workerData: { root, outside }, parentPort } = require('node:worker_threads');
const [sub, kept, link] = ['sub', 'kept', 'link'].map((name) => root + '/' + name);
symlinkSync(outside, link);
parentPort.postMessage('begun');
for (;;) {
  renameSync(sub, kept); renameSync(link, sub);
  renameSync(sub, link); renameSync(kept, sub);
}`;

describe('a file of the workflows folder', function () {
  this.timeout(60_000);

  it('is never one from outside, however the folders are swapped meanwhile', async () => {
    const base = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-jail-')));
    const [root, outside] = [join(base, 'root'), join(base, 'outside')];
    mkdirSync(join(root, 'sub'), { recursive: true });
    mkdirSync(outside);
    writeFileSync(join(root, 'sub', 'a.yaml'), 'inside');
    writeFileSync(join(outside, 'a.yaml'), 'outside');
    const swapping = new Worker(SWAP, { eval: true, workerData: { root, outside } });
    await once(swapping, 'message');
    const answers = new Map<string, number>();
    try {
      for (let i = 0; i < 30_000; i += 1) {
        const answer = answerOf(root);
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
      }
    } finally {
      await swapping.terminate();
      rmSync(base, { recursive: true, force: true });
    }
    assert.equal(answers.get('outside'), undefined, JSON.stringify([...answers]));
    assert.ok((answers.get('inside') ?? 0) > 0, JSON.stringify([...answers]));
    assert.ok((answers.get('PATH_OUTSIDE_WORKFLOWS_DIR') ?? 0) > 0, JSON.stringify([...answers]));
  });
});

function answerOf(root: string): string {
  try {
    return readInside(root, 'sub/a.yaml').source;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

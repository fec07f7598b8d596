import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plugin } from '@configurable-agents/plugin-jsonl';
import type { JsonObject, TrackedFact, TrackedRun, TrackerContext } from '@configurable-agents/plugin-sdk';
import { checkTracker, sampleFacts, trackerContextWith } from '@configurable-agents/plugin-sdk/testing';
import { openLogFile } from '../src/file.ts';
import { openTracker } from '../src/tracker.ts';

type Line = { readonly pos: number; readonly run_id: string; readonly fact: JsonObject; readonly replay?: boolean };

const tracked = (pos: number, fact: object = {}): TrackedFact => ({
  pos,
  runId: 'run-1',
  workflowName: 'hello',
  fact: { sequence: pos, time: '2026-01-01T00:00:00.000Z', kind: 'node.completed', ...fact },
});
const upTo = (last: number, from = 1): readonly TrackedFact[] =>
  Array.from({ length: last - from + 1 }, (_, at) => tracked(from + at));
const linesOf = (path: string): readonly Line[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
const positions = (path: string): readonly number[] => linesOf(path).map(({ pos }) => pos);
const range = (first: number, last: number): readonly number[] => upTo(last, first).map(({ pos }) => pos);

describe('tracker jsonl', () => {
  let folder: string;
  let path: string;
  const contextWith = (config: JsonObject = {}, given: Partial<TrackerContext> = {}): TrackerContext =>
    trackerContextWith({ config: { path, ...config }, ...given });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'configurable-agents-jsonl-'));
    path = join(folder, 'runs.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps the contract of a tracker', async () => {
    await checkTracker(plugin.trackers?.['jsonl'], {
      context: { config: { path } },
      down: { config: { path: join(folder, 'none', 'runs.jsonl') } },
      recorded: () => (existsSync(path) ? linesOf(path) : []),
      positionOf: (line) => (line as Line).pos,
    });
    assert.equal(linesOf(path)[0]?.run_id, sampleFacts()[0]?.runId);
  });

  it('writes each fact once, over a restart and over a crash in the middle of a line', async () => {
    await openTracker()(upTo(3), contextWith());
    appendFileSync(path, '{"pos":4,"run_id":"ru');
    await openTracker()(upTo(6, 2), contextWith());
    assert.deepEqual(positions(path), range(1, 6));
  });

  it('marks history that is sent again, and takes it for no sign of how far it is', async () => {
    await openTracker()(upTo(4), contextWith());
    const again = openTracker();
    await again(upTo(2), contextWith({}, { isReplay: true }));
    await again(upTo(2), contextWith({}, { isReplay: true }));
    await openTracker()(upTo(6, 4), contextWith());
    assert.deepEqual(
      linesOf(path).map(({ pos, replay = false }) => [pos, replay]),
      [...range(1, 4).map((pos) => [pos, false]), [1, true], [2, true], [5, false], [6, false]],
    );
  });

  it('puts the file aside before it grows beyond its size, and keeps so many', async () => {
    const config = { max_bytes: 1024, max_files: 2 };
    const record = openTracker();
    for (const fact of upTo(60)) await record([fact], contextWith(config));
    assert.deepEqual(readdirSync(folder).toSorted(), ['runs.jsonl', 'runs.jsonl.1', 'runs.jsonl.2']);
    const kept = [`${path}.2`, `${path}.1`, path].flatMap((each) => {
      assert.ok(readFileSync(each).length <= 1024);
      return positions(each);
    });
    assert.deepEqual(kept, range(60 - kept.length + 1, 60));
    // A batch of several files, and a restart right after one was put aside.
    await openTracker()(upTo(75, 55), contextWith({ ...config, max_files: 50 }));
    writeFileSync(path, '');
    await openTracker()(upTo(75), contextWith(config));
    assert.deepEqual(
      positions(path).filter((pos) => pos <= (positions(`${path}.1`).at(-1) ?? 0)),
      [],
    );
  });

  it('says that the disk is full, leaves no half of a line, and catches up', async () => {
    let isFull = false;
    let freeBytes = 250;
    const openFile: typeof openLogFile = async (options) => {
      const file = await openLogFile(options);
      return {
        ...file,
        append: async (lines, onWritten) => {
          if (!isFull) return await file.append(lines, onWritten);
          // As the system does it: a part is written, then there is no room.
          appendFileSync(path, lines.join('').slice(0, freeBytes));
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        },
      };
    };
    const record = openTracker({ openFile });
    await record(upTo(2), contextWith());
    isFull = true;
    await assert.rejects(record(upTo(8, 3), contextWith()), {
      retryable: true,
      message: `${path} cannot be written (ENOSPC): the disk is full; free some of it; lines wait in the journal until then`,
    });
    freeBytes = 0;
    await assert.rejects(record(upTo(8, 3), contextWith()), { retryable: true });
    assert.equal(readFileSync(path, 'utf8').endsWith('\n'), true);
    isFull = false;
    await record(upTo(8, 3), contextWith());
    assert.deepEqual(positions(path), range(1, 8));
  });

  it('takes back what a failed write left', async () => {
    const file = await openLogFile({ path, maxBytes: 1e6, maxFiles: 1, isSynced: true });
    await file.append(['{"pos":1}\n'], () => {});
    await file.close();
    // Its handle is closed: nothing can be written.
    await assert.rejects(
      file.append(['{"pos":2}\n'], () => assert.fail('it was not written')),
      { code: 'EBADF' },
    );
    assert.equal(readFileSync(path, 'utf8'), '{"pos":1}\n');
  });

  it('waits for a person where there is no path or no folder', async () => {
    const record = openTracker();
    const without = (config: JsonObject): Promise<void> => record(upTo(1), trackerContextWith({ config }));
    await assert.rejects(without({}), { retryable: true, message: /must be an absolute path, found nothing/ });
    await assert.rejects(without({ path: 'runs.jsonl' }), { message: /found "runs\.jsonl"/ });
    const inside = join(folder, 'later', 'runs.jsonl');
    await assert.rejects(without({ path: inside }), {
      retryable: true,
      message: /\(ENOENT\): its folder is not there/,
    });
    mkdirSync(join(folder, 'later'));
    await without({ path: inside });
    assert.deepEqual(positions(inside), [1]);
  });

  it('writes no value under a name that is to be redacted', async () => {
    const output = { user: 'ann', Password: 'hunter2', nested: [{ api_key: { id: 1 }, kept: 'yes', token: null }] };
    await openTracker()([tracked(1, { output })], contextWith());
    await openTracker()([tracked(2, { output })], contextWith({ redact: ['USER'] }));
    assert.deepEqual(
      linesOf(path).map(({ fact }) => fact['output']),
      [
        { user: 'ann', Password: '***', nested: [{ api_key: '***', kept: 'yes', token: null }] },
        { ...output, user: '***' },
      ],
    );
  });

  it('writes no contents of a run that asks for metadata', async () => {
    const fact = {
      key: 'a',
      node: 'a',
      duration_ms: 3,
      output: 'private',
      input: 'private',
      text: 'private',
      later: 'private',
      error: { code: 'X', class: 'remote', message: 'private' },
    };
    const run = (): TrackedRun => ({ settings: { capture: 'metadata' } }) as unknown as TrackedRun;
    await openTracker()([tracked(1, fact)], contextWith({}, { run }));
    const [line] = linesOf(path);
    assert.deepEqual(line?.fact, {
      sequence: 1,
      time: '2026-01-01T00:00:00.000Z',
      kind: 'node.completed',
      key: 'a',
      node: 'a',
      duration_ms: 3,
      error: { code: 'X', class: 'remote' },
    });
  });
});

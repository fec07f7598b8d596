// Group commit: everything that is ready in one turn of the event loop shares a transaction, so a commit's fdatasync is paid once for a
// hundred runs. Nobody is told "done" before it. Small groups are written here; while there is much to write, or the disk is slow, a
// thread writes, and one group is under way while the next one gathers; a thread that is free does not wait for the end of the turn. Groups end in
// the order in which they began.
import { isDamage, storeFailed } from './failure.ts';
import { joined, newGroup } from './group.ts';
import type { Group } from './group.ts';
import type { Write } from './write.ts';
import type { Waited, Writer } from './writer/writer.ts';

/** When groups are left to a thread. */
export type Apart = {
  /** A group of so many writes holds up this thread for longer than it takes to hand it over. */
  readonly manyWrites: number;
  /** Where commits take longer, in the mean, this thread should not wait for the disk. */
  readonly slowSeconds: number;
  /** After so long without work the thread ends. */
  readonly restMs: number;
};

export type Watch = {
  /**
   * Called once when commits have failed for `deadlineMs`, or at once where the file is damaged; the group is still in memory and
   * nothing in it was acknowledged.
   */
  readonly onFatal: (error: Error) => void;
  /** Called after each commit, with its number of writes, its time, and which thread made it. */
  readonly onCommit: (writes: number, seconds: number, by: 'this' | 'writer') => void;
  /** Called when a commit has failed. */
  readonly onFailure: () => void;
};

export type GroupOptions = Watch & {
  readonly path: string;
  readonly deadlineMs: number;
  readonly apart: Pick<Apart, 'manyWrites' | 'slowSeconds'>;
  /** Writes a group here and now, or throws. */
  readonly commitHere: (writes: readonly Write[]) => void;
  readonly writer: Writer | undefined;
};

export type Groups = {
  /** Adds to the open group. The promise is the group's. */
  readonly write: (writes: readonly Write[]) => Promise<void>;
  readonly isHealthy: () => boolean;
  /** Holds up this thread until all that was added is durable. Throws where it cannot be written. */
  readonly settle: () => void;
  /** What comes after it is never done, and nobody is told that it was. */
  readonly close: () => void;
};

const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 2000;
/** Of the last commit in the mean. */
const WEIGHT = 0.2;

export function openGroups(options: GroupOptions): Groups {
  const { path, deadlineMs, apart, commitHere, writer, onFatal, onCommit, onFailure } = options;
  /** Takes writes. */
  let open: Group | undefined;
  /** Is being written by the thread. */
  let sent: Group | undefined;
  let failingSince: number | undefined;
  let meanSeconds = 0;
  let isTickDue = false;
  let isClosed = false;

  function isForThread({ writes }: Group): boolean {
    return (writes.length >= apart.manyWrites || meanSeconds > apart.slowSeconds) && writer?.isReady() === true;
  }

  function done(group: Group, seconds: number, by: 'this' | 'writer'): void {
    failingSince = undefined;
    meanSeconds += (seconds - meanSeconds) * WEIGHT;
    onCommit(group.writes.length, seconds, by);
    group.resolve();
  }

  /** Here and now. */
  function commit(group: Group): void {
    const began = performance.now();
    try {
      commitHere(group.writes);
    } catch (error) {
      onFailure();
      throw error;
    }
    open = undefined;
    done(group, (performance.now() - began) / 1000, 'this');
  }

  function send(group: Group, retryMs: number): void {
    sent = group;
    open = undefined;
    writer?.commit(group.writes, (answer) => {
      sent = undefined;
      if (answer.kind === 'committed') {
        done(group, answer.seconds, 'writer');
        // What follows from it joins what has come meanwhile.
        if (open !== undefined) setImmediate(flush, open);
        return;
      }
      onFailure();
      const again = takenBack(group);
      // Whether it was written is not known: the next start finds out.
      if (answer.kind === 'gone') onFatal(storeFailed(path, answer.error));
      else tryAgain(again, { error: answer.error, retryMs });
    });
  }

  /** What has come since is in the group that is open now, behind it. */
  function takenBack(group: Group): Group {
    return (open = open === undefined ? group : joined(group, open));
  }

  function flush(group: Group, retryMs = FIRST_RETRY_MS): void {
    // Written already, by who could not wait; or its turn comes when the thread has answered.
    if (open !== group || sent !== undefined) return;
    if (isForThread(group)) {
      send(group, retryMs);
      return;
    }
    try {
      commit(group);
    } catch (error) {
      tryAgain(group, { error, retryMs });
    }
  }

  /** New writes wait in this group meanwhile. */
  function tryAgain(group: Group, { error, retryMs }: { readonly error: unknown; readonly retryMs: number }): void {
    failingSince ??= Date.now();
    if (isDamage(error) || Date.now() - failingSince > deadlineMs) onFatal(storeFailed(path, error));
    else setTimeout(flush, retryMs, group, Math.min(retryMs * 2, LONGEST_RETRY_MS));
  }

  /** What became of the group that is under way, before the thread's message is heard. Undefined where it is not answered within the limit. */
  function awaited(group: Group, limitMs: number): Waited | undefined {
    const answer = writer?.wait(limitMs);
    if (answer === undefined) return undefined;
    sent = undefined;
    if (answer.kind === 'committed') done(group, answer.seconds, 'writer');
    else setImmediate(flush, takenBack(group));
    return answer;
  }

  function settle(): void {
    if (sent !== undefined && awaited(sent, deadlineMs) === undefined)
      throw storeFailed(path, new Error(`a commit has taken more than ${deadlineMs} ms`));
    if (open !== undefined) commit(open);
  }

  /** Where much has come already, a thread that has nothing to do begins with it, and this one goes on. */
  function beginEarly(): void {
    isTickDue = false;
    if (isClosed || open === undefined || open.writes.length < apart.manyWrites || failingSince !== undefined) return;
    if (sent !== undefined && awaited(sent, 0)?.kind !== 'committed') return;
    if (isForThread(open)) send(open, FIRST_RETRY_MS);
  }

  return {
    write: (writes) => {
      if (open === undefined) {
        open = newGroup();
        if (!isClosed) setImmediate(flush, open);
      }
      open.writes.push(...writes);
      if (!isTickDue && open.writes.length >= apart.manyWrites) {
        isTickDue = true;
        // What belongs together is added without a pause but for microtasks: a tick comes after the last of them.
        queueMicrotask(() => process.nextTick(beginEarly));
      }
      return open.committed;
    },
    isHealthy: () => failingSince === undefined,
    settle,
    close: () => {
      isClosed = true;
      open = undefined;
    },
  };
}

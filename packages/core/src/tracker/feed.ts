// The host side of trackers: which share a thread, when threads are woken, and where the cursors are kept.
import { RuntimeError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { cursorWrite, lastPos, rewound, toCursor, trackerStatus } from '../store/cursors.ts';
import type { Cursor, CursorRow } from '../store/cursors.ts';
import type { TrackerStatus } from '../store/rows.ts';
import { openGroup } from './group.ts';
import type { Group, GroupOptions } from './group.ts';
import type { TrackerEntry } from './protocol.ts';

export type TrackerFeed = {
  /** Says that there is something new to read. */
  readonly wake: () => void;
  readonly status: () => readonly TrackerStatus[];
  /**
   * Sends a tracker history again: the facts of runs that were open at `since` or later, then what is new. Resolves when that is durable.
   * Its thread ends after the batch that it hands over, and begins anew. Throws `TRACKER_UNKNOWN`, `RUNTIME_CLOSED`.
   */
  readonly replay: (name: string, since: number) => Promise<TrackerStatus>;
  /**
   * Other trackers, or others of their configurations and versions: threads that are concerned end after the batch that they hand over,
   * and new ones go on at their cursors.
   */
  readonly replace: (trackers: readonly TrackerSource[]) => void;
  /** Lets trackers read up to the end, within the deadline. What does not get through comes again at the next start. */
  readonly close: (deadlineMs: number) => Promise<void>;
};

/** A tracker of a plugin. */
export type TrackerSource = Omit<TrackerEntry, 'pos' | 'replay'> & {
  readonly version: string;
  readonly firstParty: boolean;
};

export type FeedOptions = {
  readonly store: Store;
  readonly dataDir: string;
  readonly trackers: readonly TrackerSource[];
  readonly env: { readonly [name: string]: string | undefined };
  readonly write: (line: string) => void;
  /** Whether who reads these lines sees colours. */
  readonly hasColor: boolean;
  readonly onWarning: (message: string) => void;
  /** A line that the process of a plugin printed. */
  readonly onPrinted: (line: string) => void;
};

/** A batch of commits is worth one message. */
const WAKE_DELAY_MS = 20;
/** What a batch that is under way has at a replacement; it comes again otherwise. */
const REPLACE_DEADLINE_MS = 5000;

/**
 * Feeds the trackers in threads: one for those of the product, one for each other plugin, each from the time on that there is something to
 * read. The thread of a plugin with processes of its own only reads for them.
 */
export function openFeed({
  store,
  dataDir,
  trackers,
  env,
  write,
  hasColor,
  onWarning,
  onPrinted,
}: FeedOptions): TrackerFeed {
  /** Also of trackers that were removed: one that comes back goes on. */
  const fed = new Map<string, Cursor>();
  const groups = new Map<string, Group>();
  let wanted = trackers;
  let replaced = Promise.resolve();
  let isWoken = false;
  let isClosing = false;

  function hear(message: Parameters<GroupOptions['onMessage']>[0]): void {
    switch (message.kind) {
      case 'cursor':
        void change(message.tracker, ({ replay }) => ({
          pos: message.pos,
          replay: replay !== null && message.pos < replay.until ? replay : null,
        }));
        break;
      case 'line':
        write(message.line);
        break;
      case 'printed':
        onPrinted(message.line);
        break;
      case 'lost':
        onWarning(message.line);
        break;
      case 'held':
        void change(message.tracker, ({ lastError }) => ({
          error: message.error,
          lastError: message.error === null ? lastError : { message: message.error, at: Date.now() },
        }));
        break;
      case 'dropped':
        void change(message.tracker, ({ dropped }) => ({
          dropped: dropped + message.count,
          lastError: { message: message.reason, at: Date.now() },
        }));
        onWarning(`tracker ${message.tracker} dropped ${message.count} facts: ${message.reason}`);
        break;
    }
  }

  function open(sources: readonly TrackerSource[]): Group {
    // What hindered the former thread may not hinder this one.
    for (const { name } of sources) if (fedOf(name).error !== null) void change(name, () => ({ error: null }));
    const group = openGroup({
      dataDir,
      env,
      hasColor,
      entries: () =>
        sources.map((source) => {
          const { pos, replay } = fedOf(source.name);
          return { ...source, pos, replay };
        }),
      onMessage: hear,
      onLost: (reason) => {
        const error = `its thread ended: ${reason}`;
        for (const { name } of sources)
          void change(name, () => ({ error, lastError: { message: error, at: Date.now() } }));
        onWarning(`the thread of the trackers ${sources.map(({ name }) => name).join(', ')} ended: ${reason}`);
      },
    });
    if (isBehind(sources)) group.wake();
    return group;
  }

  function fedOf(name: string): Cursor {
    let found = fed.get(name);
    if (found === undefined) fed.set(name, (found = cursorOf(name, store)));
    return found;
  }

  /** Durable when it resolves. */
  async function change(name: string, of: (cursor: Cursor) => Partial<Cursor>): Promise<void> {
    const cursor = fedOf(name);
    const changed = { ...cursor, ...of(cursor) };
    fed.set(name, changed);
    await store.write([cursorWrite(changed)]);
  }

  function isBehind(sources: readonly TrackerSource[]): boolean {
    const last = lastPos(store);
    return sources.some(({ name }) => fedOf(name).pos < last);
  }

  async function restart(): Promise<void> {
    const next = groupsOf(wanted);
    const gone = [...groups].filter(([id]) => !next.has(id));
    for (const [id] of gone) groups.delete(id);
    // The former thread has said how far it is before the next one reads on.
    await Promise.all(gone.map(([, group]) => group.close({ deadlineMs: REPLACE_DEADLINE_MS, isNow: true })));
    if (isClosing) return;
    for (const [id, sources] of next) if (!groups.has(id)) groups.set(id, open(sources));
  }

  /** The thread that a tracker is in ends, and begins anew after what is done between. */
  async function reopen(name: string, between: () => Promise<void>): Promise<void> {
    const [id, sources] = [...groupsOf(wanted)].find(([, each]) => each.some((source) => source.name === name)) ?? [];
    if (id === undefined || sources === undefined) throw unknown(name, wanted);
    await groups.get(id)?.close({ deadlineMs: REPLACE_DEADLINE_MS, isNow: true });
    try {
      await between();
    } finally {
      if (!isClosing) groups.set(id, open(sources));
    }
  }

  for (const [id, sources] of groupsOf(wanted)) groups.set(id, open(sources));
  return {
    wake: () => {
      if (isWoken || groups.size === 0) return;
      isWoken = true;
      setTimeout(() => {
        isWoken = false;
        for (const group of groups.values()) group.wake();
      }, WAKE_DELAY_MS).unref();
    },
    status: () => {
      const last = lastPos(store);
      return wanted.map(({ name }) => trackerStatus(fedOf(name), last));
    },
    replay: async (name, since) => {
      if (isClosing) throw new RuntimeError('RUNTIME_CLOSED', 'the engine is closing; send it again later');
      if (!wanted.some((each) => each.name === name)) throw unknown(name, wanted);
      const done = replaced.then(() => reopen(name, () => change(name, (cursor) => rewound(cursor, store, since))));
      replaced = done.catch(() => {});
      await done;
      return trackerStatus(fedOf(name), lastPos(store));
    },
    replace: (next) => {
      wanted = next;
      replaced = replaced.then(restart);
    },
    close: async (deadlineMs) => {
      isClosing = true;
      // What was committed a moment ago has woken nobody yet.
      for (const [id, sources] of groupsOf(wanted)) if (isBehind(sources)) groups.get(id)?.wake();
      await Promise.all([...groups.values()].map((group) => group.close({ deadlineMs, isNow: false })));
      await replaced;
    },
  };
}

/** What shares a thread, by all that a thread is opened with. */
function groupsOf(trackers: readonly TrackerSource[]): ReadonlyMap<string, readonly TrackerSource[]> {
  const sharing = Map.groupBy(trackers, ({ firstParty, confinement, specifier }) =>
    firstParty && confinement === undefined ? '' : specifier,
  );
  return new Map([...sharing.values()].map((sources) => [JSON.stringify(sources), sources]));
}

/** Where a tracker goes on. One that is new to the store begins with the runs to come, not with all of the past. */
function cursorOf(name: string, store: Store): Cursor {
  const row = store.get('SELECT * FROM cursors WHERE tracker = ?', name);
  if (row !== undefined) return toCursor(row as CursorRow);
  const cursor = { name, pos: lastPos(store), dropped: 0, error: null, lastError: null, replay: null };
  // At once, so that what it could not deliver before a restart is not taken for the past.
  void store.write([cursorWrite(cursor)]);
  return cursor;
}

function unknown(name: string, wanted: readonly TrackerSource[]): RuntimeError {
  const known = wanted.map((each) => each.name).join(', ');
  return new RuntimeError('TRACKER_UNKNOWN', `there is no tracker ${JSON.stringify(name)}; there are: ${known}`);
}

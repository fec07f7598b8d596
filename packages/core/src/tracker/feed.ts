// The host side of trackers: which share a thread, when threads are woken, and where the cursors are kept.
import type { Store } from '../store/store.ts';
import { cursorWrite } from '../store/writes.ts';
import { openGroup } from './group.ts';
import type { Group, GroupOptions } from './group.ts';
import type { TrackerEntry } from './protocol.ts';

/** How far a tracker is. */
export type TrackerStatus = {
  readonly name: string;
  /** Facts of the journal that it has not read yet. */
  readonly lag: number;
  /** Facts that it did not take, since this process started. */
  readonly dropped: number;
  /** Why the batch at its cursor does not get through, or null. */
  readonly error: string | null;
};

export type TrackerFeed = {
  /** Says that there is something new to read. */
  readonly wake: () => void;
  readonly status: () => readonly TrackerStatus[];
  /**
   * Other trackers, or others of their configurations and versions: threads that are concerned end after the batch that they hand over,
   * and new ones go on at their cursors.
   */
  readonly replace: (trackers: readonly TrackerSource[]) => void;
  /** Lets trackers read up to the end, within the deadline. What does not get through comes again at the next start. */
  readonly close: (deadlineMs: number) => Promise<void>;
};

/** A tracker of a plugin. */
export type TrackerSource = Omit<TrackerEntry, 'pos'> & { readonly version: string; readonly firstParty: boolean };

export type FeedOptions = {
  readonly store: Store;
  readonly dataDir: string;
  readonly trackers: readonly TrackerSource[];
  readonly env: { readonly [name: string]: string | undefined };
  readonly write: (line: string) => void;
  readonly onWarning: (message: string) => void;
  /** A line that the process of a plugin printed. */
  readonly onPrinted: (line: string) => void;
};

type Fed = { readonly name: string; pos: number; dropped: number; error: string | null };

/** A batch of commits is worth one message. */
const WAKE_DELAY_MS = 20;
/** What a batch that is under way has at a replacement; it comes again otherwise. */
const REPLACE_DEADLINE_MS = 5000;

/**
 * Feeds the trackers in threads: one for those of the product, one for each other plugin, each from the time on that there is something to
 * read. The thread of a plugin with processes of its own only reads for them.
 */
export function openFeed({ store, dataDir, trackers, env, write, onWarning, onPrinted }: FeedOptions): TrackerFeed {
  /** Also of trackers that were removed: one that comes back goes on. */
  const fed = new Map<string, Fed>();
  const groups = new Map<string, Group>();
  let wanted = trackers;
  let replaced = Promise.resolve();
  let isWoken = false;
  let isClosing = false;

  function hear(message: Parameters<GroupOptions['onMessage']>[0]): void {
    switch (message.kind) {
      case 'cursor':
        void store.write([cursorWrite(message.tracker, message.pos)]);
        change(fed, message.tracker, (tracker) => (tracker.pos = message.pos));
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
        change(fed, message.tracker, (tracker) => (tracker.error = message.error));
        break;
      case 'dropped':
        change(fed, message.tracker, (tracker) => (tracker.dropped += message.count));
        onWarning(`tracker ${message.tracker} dropped ${message.count} facts: ${message.reason}`);
        break;
    }
  }

  function open(sources: readonly TrackerSource[]): Group {
    const known = sources.map((source) => ({ source, at: fedOf(source.name) }));
    for (const { at } of known) at.error = null;
    const group = openGroup({
      dataDir,
      env,
      entries: () => known.map(({ source, at }) => ({ ...source, pos: at.pos })),
      onMessage: hear,
      onLost: (reason) => {
        for (const { at } of known) at.error = `its thread ended: ${reason}`;
        onWarning(`the thread of the trackers ${known.map(({ at }) => at.name).join(', ')} ended: ${reason}`);
      },
    });
    if (isBehind(sources)) group.wake();
    return group;
  }

  function fedOf(name: string): Fed {
    let found = fed.get(name);
    if (found === undefined) fed.set(name, (found = { name, pos: startOf(name, store), dropped: 0, error: null }));
    return found;
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
      return wanted.map(({ name }) => {
        const { pos, dropped, error } = fedOf(name);
        return { name, lag: last - pos, dropped, error };
      });
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

function change(fed: ReadonlyMap<string, Fed>, name: string, set: (tracker: Fed) => void): void {
  const tracker = fed.get(name);
  if (tracker !== undefined) set(tracker);
}

/** Where a tracker goes on. One that is new to the store begins with the runs to come, not with all of the past. */
function startOf(name: string, store: Store): number {
  const row = store.get('SELECT pos FROM cursors WHERE tracker = ?', name) as { readonly pos: number } | undefined;
  if (row !== undefined) return row.pos;
  const pos = lastPos(store);
  // At once, so that what it could not deliver before a restart is not taken for the past.
  void store.write([cursorWrite(name, pos)]);
  return pos;
}

function lastPos(store: Store): number {
  return (store.get('SELECT max(pos) AS pos FROM journal') as { readonly pos: number | null }).pos ?? 0;
}

// Types the blocks of a page into terminals, as a reader does who follows it from top to bottom.
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Door } from './door.ts';
import type { Block } from './markdown.ts';
import { openTerminal } from './terminal.ts';
import type { Output, Terminal } from './terminal.ts';

/** A block that was typed, and what came out. */
export type Typed = { readonly block: Block; readonly output: Output };

/** What the page says is shown, as it would be here, and what really was. */
export type Shown = { readonly line: number; readonly text: string; readonly by: Output };

export type Walked = {
  readonly typed: readonly Typed[];
  readonly shown: readonly Shown[];
  /** Everything that the servers printed, one after another. */
  readonly servers: readonly Output[];
};

export type StandIn = { readonly missed: string; readonly start: (block: Block) => Promise<void> };

export type Place = {
  /** Where the terminals are opened. */
  readonly root: string;
  /** Where the page has files saved, and what it does is done. */
  readonly folder: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly url: string;
  readonly door: Door;
  /** The page's text as it is typed here: another port, another folder for what only root may write. */
  readonly here: (text: string) => string;
  /** The same for what goes through the door. */
  readonly throughDoor: (text: string) => string;
  /** Takes the place of a program that the page starts and this machine may not have, when the server has missed it. */
  readonly standIn: StandIn;
};

export type Walker = {
  readonly step: (block: Block) => Promise<void>;
  /** Types something that is not on the page into the second terminal. */
  readonly ask: (commands: string) => Promise<Output>;
  /** Stops the server and tells what there was. */
  readonly finish: () => Promise<Walked>;
  readonly close: () => Promise<void>;
};

/** What the walk says that sends a delivery while the log is followed. */
const SENDER = './test_webhook.sh';
const WAIT_MS = 30_000;
const LOOK_MS = 20;

/**
 * Blocks by their info: `walk` is typed into the second terminal, `walk server` into the first one, `walk everywhere` into all of them,
 * `walk follow` into the third one until a delivery was seen. `walk retry down` and `walk retry busy` go through the door. A block of
 * another language than bash is saved under the name in its info, below what is there. `shown` is what the block before it shows.
 */
export function openWalk(place: Place): Walker {
  const open = (): Terminal => openTerminal({ cwd: place.root, env: place.env });
  const [first, second, third] = [open(), open(), open()];
  const typed: Typed[] = [];
  const shown: (Omit<Shown, 'by'> & { readonly by: () => Output | undefined })[] = [];
  const servers: Output[] = [];
  let running: Promise<Output> | undefined;

  async function stopServer(): Promise<void> {
    if (running === undefined) return;
    first.interrupt();
    servers.push(await running);
    running = undefined;
  }

  async function startServer(commands: string): Promise<void> {
    running = first.run(commands);
    // It is awaited when it is stopped.
    running.catch(() => {});
    await Promise.race([until(() => first.output().stdout.includes('ready '), 'the server is not ready'), running]);
  }

  /** Runs that a block has started are over before the next one looks. */
  async function settle(): Promise<void> {
    if (running === undefined) return;
    await until(async () => {
      const response = await fetch(`${place.url}/readyz`);
      const { running: open, queued } = (await response.json()) as {
        readonly running: number;
        readonly queued: number;
      };
      return open === 0 && queued === 0;
    }, 'runs are open');
  }

  async function follow(commands: string): Promise<Output> {
    // Ctrl-C is how it ends, and its status says so.
    const following = third.run(`${commands.trimEnd()} || test $? -eq 130`);
    following.catch(() => {});
    await until(() => third.output().stdout !== '', 'logs shows nothing');
    const { run_id: runId } = JSON.parse((await second.run(SENDER)).stdout) as { readonly run_id: string };
    const last = `${runId.slice(-6)} run.finished succeeded`;
    await until(() => third.output().stdout.includes(last), 'logs does not follow');
    third.interrupt();
    return await following;
  }

  async function retry(how: string, commands: string): Promise<Output> {
    if (how === 'busy') {
      place.door.refuse(2);
      const output = await second.run(commands);
      place.door.refuse(0);
      return output;
    }
    const sending = second.run(commands);
    sending.catch(() => {});
    await until(() => second.output().stderr.includes('Incremented Retry'), 'the sender does not try again');
    await place.door.open();
    return await sending;
  }

  async function everywhere(commands: string): Promise<Output> {
    await stopServer();
    await first.run(commands);
    await third.run(commands);
    return await second.run(commands);
  }

  async function save({ info, text }: Block): Promise<void> {
    await appendFile(join(place.folder, info.replace(/^walk /, '')), place.here(text));
  }

  async function type({ info, text }: Block): Promise<Output | undefined> {
    const [, how = '', more = ''] = info.split(' ');
    const commands = place.here(text);
    switch (how) {
      case 'server':
        await stopServer();
        if (!commands.includes(' dashboard ')) return await first.run(commands);
        await startServer(commands);
        return undefined;
      case 'everywhere':
        return await everywhere(commands);
      case 'follow':
        return await follow(commands);
      case 'retry':
        return await retry(more, place.throughDoor(text));
      default:
        return await second.run(commands);
    }
  }

  function show({ info, line, text }: Block): void {
    const [at, last] = [servers.length, typed.at(-1)];
    const isServer = info === 'shown server';
    const isThroughDoor = !isServer && last?.block.info.startsWith('walk retry') === true;
    shown.push({
      line,
      text: isThroughDoor ? place.throughDoor(text) : place.here(text),
      by: () => (isServer ? servers[at] : last?.output),
    });
  }

  async function standIn(block: Block): Promise<void> {
    const { missed, start } = place.standIn;
    await until(() => first.output().stderr.includes(missed), `the server does not say ${missed}`);
    await start(block);
  }

  return {
    step: async (block) => {
      const { language, info } = block;
      if (info === 'stand-in') {
        await standIn(block);
      } else if (info.startsWith('shown')) {
        show(block);
      } else if (language !== 'bash') {
        await save(block);
      } else {
        const output = await type(block);
        if (output !== undefined) typed.push({ block, output });
        await settle();
      }
    },
    ask: second.run,
    finish: async () => {
      await stopServer();
      const none = { stdout: '', stderr: '' };
      return { typed, servers, shown: shown.map(({ by, ...rest }) => ({ ...rest, by: by() ?? none })) };
    },
    close: async () => {
      await Promise.all([first, second, third].map(async (terminal) => await terminal.close()));
    },
  };
}

/** Waits until something holds. */
async function until(condition: () => boolean | Promise<boolean>, otherwise: string): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`${otherwise}, after ${WAIT_MS / 1000} s`);
    await delay(LOOK_MS);
  }
}

/**
 * Lines of a shown block that were not shown in this order; `…` stands for anything, and a line that is nothing else for no line.
 * What is on standard error comes first.
 */
export function missingLines(text: string, { stdout, stderr }: Output): readonly string[] {
  const lines = `${stderr}\n${stdout}`.split('\n').map((line) => line.trimEnd());
  let at = 0;
  return text.split('\n').filter((expected) => {
    if (expected === '' || expected === '…') return false;
    const pattern = new RegExp(`^${expected.trimEnd().split('…').map(escapeText).join('.*')}$`);
    const found = lines.findIndex((line, i) => i >= at && pattern.test(line));
    if (found < 0) return true;
    at = found + 1;
    return false;
  });
}

function escapeText(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

// A process of tests: runs the files that it is sent, one after the other, until the runner has no more for it.
import { format } from 'node:util';
import Mocha from 'mocha';
import type { Failure, FromChild, ToChild } from './messages.ts';

const LEFT_OPEN_MS = 5000;
const { Base } = Mocha.reporters;
const { EVENT_HOOK_BEGIN, EVENT_TEST_BEGIN } = Mocha.Runner.constants;

/** Tells which test is under way, so that the runner can name the one that does not end. */
class Silent extends Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const began = (runnable: Mocha.Runnable): void =>
      send({ kind: 'began', title: runnable.fullTitle(), timeoutMs: runnable.timeout() });
    runner.on(EVENT_TEST_BEGIN, began).on(EVENT_HOOK_BEGIN, began);
  }
}

function send(message: FromChild): void {
  process.send?.(message);
}

async function run({ file, timeoutMs, grep }: ToChild): Promise<void> {
  const since = process.cpuUsage();
  const mocha = new Mocha({
    reporter: Silent,
    timeout: timeoutMs,
    checkLeaks: true,
    forbidOnly: true,
    ...(grep === undefined ? {} : { grep }),
  });
  mocha.addFile(file);
  const failures = new Map<Mocha.Test, Failure>();
  let stats: Mocha.Stats | undefined;
  try {
    await mocha.loadFilesAsync();
    await new Promise<void>((resolve) => {
      const runner = mocha.run(() => resolve());
      runner.on('fail', (test) => {
        // That it went on, and ended once more, is the same failure; after its file has ended nobody would hear it, and it would take this process down.
        if (failures.has(test)) return;
        failures.set(test, failureOf(test));
        test.on('error', () => {});
      });
      stats = runner.stats;
    });
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return ended({ failures: [{ title: `${file} could not be loaded`, text }], since });
  }
  ended({ failures: [...failures.values()], stats, since });
  mocha.dispose();
}

function ended({
  failures,
  stats,
  since,
}: {
  readonly failures: readonly Failure[];
  readonly stats?: Mocha.Stats | undefined;
  readonly since: NodeJS.CpuUsage;
}): void {
  const { user, system } = process.cpuUsage(since);
  const cpuMs = (user + system) / 1000;
  send({ kind: 'ended', passed: stats?.passes ?? 0, skipped: stats?.pending ?? 0, failures, cpuMs });
}

/** What mocha's own reporters print of it, with the difference of what was expected and what was found. */
function failureOf(test: Mocha.Test): Failure {
  const lines: string[] = [];
  Base.consoleLog = (...line: readonly unknown[]) => void lines.push(format(...line));
  Base.list([test]);
  return { title: test.fullTitle(), text: lines.join('\n').trim().replace(/^1\) /, '') };
}

/** mocha hands them on, and without a listener nobody would hear of them. */
process.on('unhandledRejection', (reason) => {
  throw reason;
});
process.on('message', (message: ToChild) => void run(message));
process.on('disconnect', () => {
  // Something that was left open would keep this process for ever, and nobody would know what.
  setTimeout(() => {
    console.error(`a test left something open: ${process.getActiveResourcesInfo().join(', ')}`);
    process.exit(1);
  }, LEFT_OPEN_MS).unref();
});

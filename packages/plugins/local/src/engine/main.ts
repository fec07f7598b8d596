// The process of an engine. It is apart from the server's: what ends an engine, a broken file or a stop in the middle of a
// computation, ends the whole process that it is in.
import type { Command, Report } from '../protocol.ts';
import { openEngine } from './engine.ts';
import { toldOf } from './failures.ts';

const engine = openEngine();
const running = new Map<number, AbortController>();

function report(message: Report): void {
  // Nobody listens any more: `disconnect` ends this process.
  process.send?.(message, undefined, undefined, () => undefined);
}

async function generate({ id, job }: Extract<Command, { kind: 'generate' }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  const { signal } = controller;
  try {
    const show = (text: string): void => {
      if (!signal.aborted) report({ kind: 'text', id, text });
    };
    const ended = await engine.generate(job, { signal, show });
    report({ kind: 'end', id, ...ended });
  } catch (error) {
    // An aborted call waits for nothing.
    if (!signal.aborted) report({ kind: 'failed', id, error: toldOf(error) });
  } finally {
    running.delete(id);
  }
}

process.on('message', (message) => {
  // Only the lane that started this process has the other end of the channel.
  const command = message as Command;
  if (command.kind === 'abort') running.get(command.id)?.abort();
  else void generate(command);
});

// A computation that is under way would make an orderly exit wait, or fail.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

// A Ctrl-C in a terminal goes to every process; when this one ends is its lane's business.
process.on('SIGINT', () => undefined);

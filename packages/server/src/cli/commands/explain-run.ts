// `explain RUN_ID`: the story of a run, read from its journal.
import type { Next, Reason, RunExplanation, Step } from '@configurable-agents/core';
import { duration } from '../../dashboard/format.ts';
import { noSuchRun } from '../failure.ts';
import { findHolder } from '../holder.ts';
import { printable } from '../printable.ts';
import type { Output } from '../output.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';

/** What happened in order and why, what failed, and the commands that go on from there. */
export async function explainRun(id: string, options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const found = reader.explain(id);
  reader.close();
  if (found === undefined) throw noSuchRun(id);
  const isServed = (await findHolder(session.settings.dataDir.value)) !== undefined;
  const explanation = { ...found, next: commandsOf(found, isServed) };
  const { output } = session;
  if (options.json === true) output.json(explanation);
  else output.result(describe(explanation, output));
}

/** Runs go on in the process that holds the store; without one that is the first thing to start. */
function commandsOf({ next, status }: RunExplanation, isServed: boolean): readonly Next[] {
  const whole = next.map(({ command, why }) => ({ command: `configurable-agents ${command}`, why }));
  const isOver = status === 'failed' || status === 'cancelled';
  if (isServed || status === 'succeeded' || status === 'superseded') return whole;
  const why = isOver ? 'first: no server runs on this store' : 'no server runs on this store; it goes on with the run';
  return [{ command: 'configurable-agents dashboard', why }, ...whole];
}

const TONES: { readonly [status: string]: 'green' | 'red' | 'yellow' } = { succeeded: 'green', failed: 'red' };

function describe(explanation: RunExplanation, output: Output): string {
  const { run_id, workflow_name, revision, status, waits, duration_ms, steps, never, next, error, redaction } =
    explanation;
  const name = `${printable(workflow_name)}${revision === null ? '' : ` revision ${revision}`}`;
  const shown = output.style([TONES[status] ?? 'yellow', 'bold'], status, 'out');
  const took = duration_ms === null ? '' : ` after ${duration(duration_ms)}`;
  const width = Math.max(0, ...steps.map(({ after_ms }) => duration(after_ms).length));
  return [
    `run ${run_id} of ${name}: ${shown}${took}`,
    ...(waits === undefined ? [] : [printable(waits.text)]),
    ...(redaction === 'removed'
      ? ['values were taken out of the store: what conditions read is not known any more']
      : []),
    '',
    ...steps.flatMap((step) => stepLines(step, { output, width })),
    ...(never.length === 0 ? [] : ['', output.style('bold', 'never began', 'out')]),
    ...never.map(({ node, why }) => `  ${node}: ${why}`),
    ...(error === null ? [] : ['', output.style('bold', 'why it failed', 'out'), `  ${errorText(error)}`]),
    ...(next.length === 0 ? [] : ['', output.style('bold', 'what can be done', 'out')]),
    ...next.flatMap(({ command, why }) => [`  ${output.style('cyan', command, 'out')}`, `      ${printable(why)}`]),
  ].join('\n');
}

function errorText({ node, message, code }: NonNullable<RunExplanation['error']>): string {
  return `${node === null ? '' : `${node}: `}${printable(message)} (${code})`;
}

type Look = { readonly output: Output; readonly width: number };

function stepLines(step: Step, { output, width }: Look): readonly string[] {
  const { key, what, after_ms, duration_ms, until, because, kind } = step;
  const when = output.style('dim', duration(after_ms).padStart(width), 'out');
  const took = duration_ms === undefined || duration_ms === 0 ? '' : ` (${duration(duration_ms)})`;
  const later = until === undefined ? '' : `, until ${until}`;
  const who = key === null ? '' : `${output.style('bold', key, 'out')} `;
  const line = `${when}  ${signOf(kind, output)} ${who}${printable(what)}${output.style('dim', took + later, 'out')}`;
  const indent = ' '.repeat(width + 6);
  return [line, ...because.map((reason) => `${indent}${reasonText(reason, output)}`)];
}

function signOf(kind: string, output: Output): string {
  switch (kind) {
    case 'node.completed':
      return output.style('green', '✓', 'out');
    case 'node.failed':
    case 'run.timed_out':
    case 'loop.limit_reached':
      return output.style('red', '✗', 'out');
    case 'node.attempt_failed':
    case 'attempt.lost':
      return output.style('yellow', '↻', 'out');
    case 'node.skipped':
    case 'node.cancelled':
      return output.style('dim', '-', 'out');
    case 'node.waiting':
      return output.style('yellow', '…', 'out');
    default:
      return output.style('dim', '·', 'out');
  }
}

/** `when audience != "nobody" is false; audience = "nobody"`. */
function reasonText({ of, condition, holds, since, values, note }: Reason, output: Output): string {
  const asked = condition === null ? [] : [condition];
  const verdict = condition === null || holds === null ? [] : [`is ${String(holds)}`];
  const head = [`${of}:`, ...asked, ...verdict, ...(note === undefined ? [] : [note])].join(' ');
  const worth = values.map(({ name, value }) => `${name} = ${short(value)}`).join(', ');
  const parts = [head, ...(since === undefined ? [] : [`since ${since}`]), ...(worth === '' ? [] : [worth])];
  return output.style('dim', printable(parts.join('; ')), 'out');
}

const SHORT = 100;

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}

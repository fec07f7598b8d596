import { CODES, codeOf, nearestCode } from '@configurable-agents/compiler';
import { explain, formatExplanation } from '@configurable-agents/compiler/explain';
import { Failure } from '../failure.ts';
import { openOutput, table } from '../output.ts';
import type { CommandOptions } from '../session.ts';

const RUN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * `explain [CODE]`: why a finding matters, with a bad and a good file; without a code, all of them in a line each.
 * `explain RUN_ID`: what happened in a run and why.
 */
export async function explainCommand(text: string | undefined, options: CommandOptions): Promise<void> {
  if (text !== undefined && RUN_ID.test(text)) {
    await (await import('./explain-run.ts')).explainRun(text.toLowerCase(), options);
    return;
  }
  const output = openOutput({ color: options.color ?? 'auto', env: process.env });
  if (text === undefined) {
    const all = Object.entries(CODES).map(([code, info]) => ({ code, ...info }));
    if (options.json === true) output.json({ codes: all });
    else output.result(table(all.map(({ code, name, severity, title }) => [code, name, severity, title])));
    return;
  }
  const code = codeOf(text.toUpperCase()) ?? codeOf(text.toLowerCase());
  if (code === undefined) {
    const near = nearestCode(text);
    if (near !== undefined) throw new Failure(2, `${text} is no code of a finding; did you mean ${near}?`);
    const way = '`configurable-agents explain` lists all codes, `configurable-agents runs list` the runs';
    throw new Failure(2, `${text} is neither a code of a finding nor the id of a run; ${way}`);
  }
  const explanation = explain(code);
  if (options.json === true) output.json(explanation);
  else output.result(formatExplanation(explanation).trimEnd());
}

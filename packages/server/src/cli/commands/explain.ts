import { CODES, codeOf, nearestCode } from '@configurable-agents/compiler';
import { explain, formatExplanation } from '@configurable-agents/compiler/explain';
import { Failure } from '../failure.ts';
import { openOutput, table } from '../output.ts';
import type { CommandOptions } from '../session.ts';

/** `explain [CODE]`: why a finding matters, with a bad and a good file; without a code, all of them in a line each. */
export function explainCommand(text: string | undefined, options: CommandOptions): void {
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
    const way = near === undefined ? '`configurable-agents explain` lists all of them' : `did you mean ${near}?`;
    throw new Failure(2, `${text} is no code of a finding; ${way}`);
  }
  const explanation = explain(code);
  if (options.json === true) output.json(explanation);
  else output.result(formatExplanation(explanation).trimEnd());
}

// Puts a text through everything that a text can reach, and says what came out in one word.
import { compileExpression } from '@configurable-agents/compiler';
import type { Dialect } from '@configurable-agents/compiler';
import { compileProgram, EvaluationError, toJsonText } from '@configurable-agents/core/expression';
import type { Scope } from '@configurable-agents/core/expression';

export type Outcome = 'value' | 'syntax' | 'type' | 'evaluation';

/** Names that many of the suite's expressions use, so that mutations of them get as far as the evaluator. */
export const ENV: Scope = { x: 5, y: [1, 2, 3], a: { b: { c: 'text' } }, m: { k: null }, n: -1.5 };

/** Anything but a coded error is thrown on. */
export function survive(text: string, dialect: Dialect = 'workflow'): Outcome {
  const compiled = compileExpression(text, { dialect, names: Object.keys(ENV) });
  if (!compiled.ok) {
    for (const { start, end, message } of compiled.faults) {
      if (!(start >= 0 && end >= start && end <= text.length && message !== ''))
        throw new Error(`a fault of ${JSON.stringify(text)} is at ${start} to ${end}: ${message}`);
    }
    return compiled.faults[0]?.code === 'W201' ? 'syntax' : 'type';
  }
  try {
    toJsonText(compileProgram(compiled.tree, { budget: 20_000 })(ENV));
    return 'value';
  } catch (error) {
    if (error instanceof EvaluationError) return 'evaluation';
    throw error;
  }
}

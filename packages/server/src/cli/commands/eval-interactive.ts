// `eval` on a terminal: a line in, its value and type out.
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import type { Dialect } from '@configurable-agents/compiler';
import { functionNames, toJsonText } from '@configurable-agents/core/expression';
import type { Scope } from '@configurable-agents/core/expression';
import type { Output } from '../output.ts';
import { evaluateQuestion, frame } from './eval-question.ts';

type Conversation = { readonly env: Scope; readonly dialect: Dialect; readonly output: Output };

/** Asks for expressions until the input ends. Tab completes names of the environment and functions. */
export async function converse({ env, dialect, output }: Conversation): Promise<void> {
  const names = Object.keys(env);
  output.say(`names: ${names.length === 0 ? 'none (give them with --env FILE)' : names.join(', ')}; end with Ctrl-D`);
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    prompt: '> ',
    completer: (line: string) => complete(line, env),
  });
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() !== '') answer(line, { env, dialect, output });
    lines.prompt();
  }
}

function answer(expr: string, { env, dialect, output }: Conversation): void {
  const found = evaluateQuestion({ expr, env, dialect, schema: schemaOf(env) });
  if (found.ok) {
    output.result(toJsonText(found.value));
    output.say(output.style('dim', `: ${found.type}`));
    return;
  }
  output.say(frame(expr, found));
  output.say(output.style('red', `${found.code} ${found.message}`));
}

/** The types of the values, so that those of expressions can be shown. Other fields than these may be asked for. */
export function schemaOf(value: unknown): { readonly [keyword: string]: unknown } {
  if (value === null) return {};
  if (Array.isArray(value)) {
    const [first = {}, ...others] = value.map(schemaOf);
    return { type: 'array', items: others.every((other) => isDeepStrictEqual(other, first)) ? first : {} };
  }
  switch (typeof value) {
    case 'object': {
      const properties = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, schemaOf(each)]));
      return { type: 'object', properties, additionalProperties: true };
    }
    case 'number':
      return { type: Number.isInteger(value) ? 'integer' : 'number' };
    default:
      return { type: typeof value === 'bigint' ? 'integer' : typeof value };
  }
}

/** What the last word of the line may become: names at the root, fields after a dot. */
export function complete(line: string, env: Scope): [string[], string] {
  const path = /[A-Za-z_][\w.]*$/.exec(line)?.[0] ?? '';
  const steps = path.split('.');
  const start = steps.pop() ?? '';
  let value: unknown = env;
  for (const step of steps) {
    const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    value = isThere ? (value as { readonly [name: string]: unknown })[step] : undefined;
  }
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  const functions = steps.length === 0 ? functionNames().filter((name) => /^[a-z]\w*$/.test(name)) : [];
  const found = [...fields, ...functions].filter((name) => name.startsWith(start));
  return [found.map((name) => [...steps, name].join('.')), path];
}

// `eval`: one expression, many from stdin, or a conversation on a terminal.
import { createInterface } from 'node:readline';
import type { Dialect } from '@configurable-agents/compiler';
import { toJsonText } from '@configurable-agents/core/expression';
import type { Scope } from '@configurable-agents/core/expression';
import { Failure } from '../failure.ts';
import { openOutput } from '../output.ts';
import type { ColorChoice, Output } from '../output.ts';
import { readSource } from '../source.ts';
import { evaluateQuestion, frame } from './eval-question.ts';
import type { Question } from './eval-question.ts';
import { converse } from './eval-interactive.ts';

export type EvalOptions = {
  readonly dialect: Dialect;
  readonly env?: string;
  readonly jsonl?: boolean;
  readonly color: ColorChoice;
};

/** `eval [EXPR] [--env FILE] [--dialect D] [--jsonl]`. */
export async function evaluateCommand(expression: string | undefined, options: EvalOptions): Promise<void> {
  const output = openOutput({ color: options.color, env: process.env });
  if (options.jsonl === true) {
    if (expression !== undefined)
      throw new Failure(2, '--jsonl reads expressions from stdin; leave out the one on the command line');
    await answerLines(output, options.dialect);
    return;
  }
  const env = options.env === undefined ? {} : parseEnv(await readSource(options.env), options.env);
  if (expression !== undefined) {
    answerOne({ expr: expression, env, dialect: options.dialect }, output);
    return;
  }
  if (!process.stdin.isTTY) throw new Failure(2, 'name an expression: configurable-agents eval "1 + 2"');
  await converse({ env, dialect: options.dialect, output });
}

function answerOne(question: Question, output: Output): void {
  const answer = evaluateQuestion(question);
  if (answer.ok) {
    output.result(toJsonText(answer.value));
    return;
  }
  output.say(frame(question.expr, answer));
  throw new Failure(1, `${answer.code} ${answer.message}`);
}

/** One line in, one line out, in the same order; a line that cannot be read is answered with what is wrong with it. */
async function answerLines(output: Output, dialect: Dialect): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() !== '') output.result(answerLine(line, dialect));
  }
}

const DIALECTS: readonly unknown[] = ['workflow', 'cel', 'flow'];

function answerLine(line: string, dialect: Dialect): string {
  let question: Question;
  try {
    question = readQuestion(parseJson(line), dialect);
  } catch (error) {
    return failure('EVAL_LINE_INVALID', error instanceof Error ? error.message : String(error));
  }
  const answer = evaluateQuestion(question);
  return answer.ok ? `{"value":${toJsonText(answer.value)}}` : failure(answer.code, answer.message);
}

function failure(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}

function readQuestion(line: unknown, standard: Dialect): Question {
  if (!isObject(line)) throw new Error('a line is an object {"expr","env","schema","dialect"}');
  const { expr, env = {}, schema, dialect = standard } = line;
  if (typeof expr !== 'string') throw new Error('`expr` must be text');
  if (!isObject(env)) throw new Error('`env` must be an object');
  if (schema !== undefined && typeof schema !== 'boolean' && !isObject(schema))
    throw new Error('`schema` must be a JSON Schema');
  if (!DIALECTS.includes(dialect)) throw new Error('`dialect` is workflow, cel or flow');
  return {
    expr,
    env: env as Scope,
    dialect: dialect as Dialect,
    ...(schema === undefined ? {} : { schema }),
  };
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseEnv(text: string, file: string): Scope {
  let env: unknown;
  try {
    env = parseJson(text);
  } catch (error) {
    throw new Failure(2, `${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  if (!isObject(env)) throw new Failure(2, `${file} must hold a JSON object whose keys are names`);
  return env as Scope;
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** JSON whose integers keep all their digits: beyond 2^53 they are bigints, which the evaluator takes. */
function parseJson(text: string): unknown {
  const revive: Reviver = (_key, value, { source = '' }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d{16,20}$/.test(source) ? BigInt(source) : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}

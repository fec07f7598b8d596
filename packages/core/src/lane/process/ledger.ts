// What a process may say: an answer to each execution that it was given, once, and log lines of those. All else is forged.
import type { Json } from '@configurable-agents/plugin-sdk';
import type { Ledger } from '../../carrier/process.ts';
import type { FromLane, Job, ToLane } from '../protocol.ts';

/** Executions whose log lines are still taken after their end. */
const MOST_KNOWN = 4096;
const MOST_DEPTH = 500;
const LONGEST_NAME = 64;
const LEVELS = ['debug', 'info', 'warn', 'error'];

type Fields = { readonly [name: string]: unknown };
type About = Pick<Job, 'runId' | 'workflowName' | 'node'>;

export function openLedger(): Ledger<ToLane, FromLane> {
  const open = new Set<number>();
  const known = new Map<string, true>();
  let last = 0;

  function learn(job: Job): void {
    open.add(job.id);
    last = Math.max(last, job.id);
    known.set(nameOf(job), true);
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  }

  function checkResult(value: unknown): void {
    const result = fieldsOf(value);
    if (typeof result['id'] !== 'number' || !open.delete(result['id']))
      throw new Error('it answered for an execution that is not its own, or that it has answered for');
    if (!isResult(result)) throw new Error('its answer has not the shape of one');
  }

  function checkLog(value: unknown): void {
    const line = fieldsOf(value);
    const { time, level, runId, workflowName, node, message, fields } = line;
    const isLine =
      isCount(time) && LEVELS.includes(level as string) && typeof message === 'string' && isJsonOrAbsent(fields);
    if (!isLine) throw new Error('its log line has not the shape of one');
    if (!known.has(nameOf({ runId, workflowName, node } as About)))
      throw new Error('it wrote a log line for a run that it was not given');
  }

  function checkText(value: unknown): void {
    const { id, text, begins } = fieldsOf(value);
    if (
      typeof id !== 'number' ||
      !open.has(id) ||
      typeof text !== 'string' ||
      !(begins === undefined || begins === true)
    )
      throw new Error('it said something for an execution that is not its own, or not in words');
  }

  function check(value: unknown): number {
    const message = fieldsOf(value);
    switch (message['kind']) {
      case 'results':
        return each(message['results'], checkResult);
      case 'logs':
        return each(message['logs'], checkLog);
      case 'texts':
        return each(message['texts'], checkText);
      case 'recall':
        if (open.has(message['id'] as number) && isName(message['key'])) return 1;
        break;
      case 'aborted':
        if (isCount(message['id']) && message['id'] <= last) return 1;
        break;
      case 'pong':
        if (isCount(message['heapBytes'])) return 1;
        break;
    }
    throw new Error('its message has not the shape of one');
  }

  return {
    sent: (message) => {
      if (message.kind === 'jobs') for (const job of message.jobs) learn(job);
    },
    heard: (message) => ({ count: check(message), message: message as FromLane }),
  };
}

function nameOf({ runId, workflowName, node }: About): string {
  return JSON.stringify([runId, workflowName, node]);
}

function each(values: unknown, checkOne: (value: unknown) => void): number {
  if (!Array.isArray(values)) throw new Error('its message has not the shape of one');
  for (const value of values) checkOne(value);
  return values.length;
}

function isResult(result: Fields): boolean {
  const { durationMs, input, llmCalls, models, steps, ok } = result;
  if (!isCount(durationMs) || !isJsonOrAbsent(input) || !(llmCalls === undefined || isCount(llmCalls))) return false;
  if (!isListOrAbsent(models, isModelUse) || !isListOrAbsent(steps, isStep)) return false;
  if (ok === true) {
    const { output, text, usage, costUsd, kept } = result;
    if (output === undefined || !isJson(output) || !(text === undefined || typeof text === 'string')) return false;
    if (!isListOrAbsent(kept, isKept)) return false;
    const { input_tokens: input_, output_tokens: output_ } = isRecord(usage) ? usage : {};
    return [input_, output_, costUsd].every((each_) => each_ === null || isCount(each_));
  }
  const { error, retryable, retryAfterMs } = result;
  if (ok !== false || typeof retryable !== 'boolean' || !isRecord(error)) return false;
  return (
    [error['code'], error['class'], error['message']].every((text) => typeof text === 'string') &&
    (retryAfterMs === undefined || isCount(retryAfterMs))
  );
}

function isListOrAbsent(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every(isOne));
}

function isModelUse(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { provider, model, calls, unknown_calls: unknown, input_tokens: input, output_tokens: output, ...rest } = value;
  const { cost_usd: cost, prices } = rest;
  return (
    [provider, model].every((text) => typeof text === 'string') &&
    (prices === null || typeof prices === 'string') &&
    [calls, unknown].every(isCount) &&
    [input, output, cost].every((each_) => each_ === null || isCount(each_))
  );
}

function isStep(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { kind, at_ms: at, duration_ms: duration, error, name, ...rest } = value;
  if (!isCount(at) || !isCount(duration)) return false;
  if (
    error !== undefined &&
    !(isRecord(error) && [error['code'], error['class']].every((text) => typeof text === 'string'))
  )
    return false;
  if (kind === 'tool') return isName(name);
  const { provider, model, cached, input_tokens: input, output_tokens: output, cost_usd: cost } = rest;
  return (
    kind === 'model' &&
    [provider, model].every((text) => typeof text === 'string') &&
    (cached === undefined || cached === true) &&
    [input, output, cost].every((each_) => each_ === null || isCount(each_))
  );
}

function isKept(value: unknown): boolean {
  return isRecord(value) && isName(value['key']) && value['answer'] !== undefined && isJson(value['answer']);
}

/** A name that a lane gives to what a model was asked. */
function isName(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LONGEST_NAME;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown): Fields {
  if (!isRecord(value)) throw new Error('its message has not the shape of one');
  return value;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isJsonOrAbsent(value: unknown): boolean {
  return value === undefined || isJson(value);
}

/** What JSON.parse has given, but for what would end the one who walks through it: a depth without end, and an infinity. */
function isJson(value: unknown, depth = 0): value is Json {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth < MOST_DEPTH && Object.values(value).every((child) => isJson(child, depth + 1));
}

// What somebody can do now: the commands, complete as far as the run says it.
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { isUnknown } from '../engine/happened.ts';
import { isFinished } from '../engine/state.ts';
import type { NodeExecution } from '../engine/state.ts';
import { topology } from '../graph/topology.ts';
import type { Next } from './explanation.ts';
import type { Run } from './why.ts';

/** Nothing for a run that succeeded. */
export function nextOf(run: Run): readonly Next[] {
  const { state } = run;
  if (state.status === 'succeeded' || state.status === 'superseded') return [];
  if (!isFinished(state)) return open(run);
  const { runId } = state;
  const retry = (why: string): Next => ({ command: `runs retry ${runId}`, why });
  if (state.status === 'cancelled') return [retry('goes on with it: what completed stands')];
  const unknown = [...state.executions.values()].filter(isUnknown);
  if (unknown.length > 0) {
    return [
      ...unknown.map(({ key }): Next => {
        const why = `where \`${key}\` happened: says so, with its result, and goes on`;
        return { command: `runs resolve ${runId} ${quoted(key)} RESULT`, why };
      }),
      retry('where it did not: sends it again'),
    ];
  }
  return failed(run, retry);
}

/** What fails by the values that it was given fails by them again. */
const BY_VALUES = new Set(['RUN_CONDITION_FAILED', 'RUN_TEMPLATE_FAILED', 'RUN_MAP_LIMIT', 'RUN_WAIT_INVALID']);

function failed({ graph, state }: Run, retry: (why: string) => Next): readonly Next[] {
  const { error, runId } = state;
  const child = [...state.executions.values()].find(
    ({ status, waiting, handled }) => status === 'failed' && handled === null && waiting?.for === 'run',
  );
  const below: readonly Next[] =
    child?.waiting?.for === 'run'
      ? [{ command: `explain ${child.waiting.run_id}`, why: `says why the run of \`${child.key}\` failed` }]
      : [];
  const node = error?.node ?? null;
  if (error === null || node === null) return [...below, retry('goes on with it: what completed stands')];
  const [field] = Object.keys(topology(graph).node(node).reads.state);
  const fork: readonly Next[] =
    field === undefined
      ? []
      : [
          {
            command: `runs fork ${runId} --from ${node} --state ${field}=VALUE`,
            why: `a new run from \`${node}\` on, with another value of a field that it reads`,
          },
        ];
  if (BY_VALUES.has(error.code)) return [...fork, ...below];
  const again = retry(`once the cause is mended, begins \`${node}\` again: what completed stands`);
  return [...below, again, ...fork];
}

function open({ state }: Run): readonly Next[] {
  const { runId } = state;
  const waiting = [...state.executions.values()].filter(({ status }) => status === 'waiting');
  const asked = waiting.flatMap((execution) => wait(runId, execution));
  // Several that one plugin holds back go on by one command.
  const once = asked.filter(({ command }, at) => asked.findIndex((other) => other.command === command) === at);
  if (once.length > 0) return once;
  return [{ command: `logs ${runId} --follow`, why: 'follows it' }];
}

function wait(runId: string, { key, waiting }: NodeExecution): readonly Next[] {
  switch (waiting?.for) {
    case 'approval':
      return [
        {
          command: `approvals answer ${runId} ${quoted(key)} ${answerOf(waiting.form)}`.trimEnd(),
          why: `answers \`${key}\`: ${waiting.message}`,
        },
      ];
    case 'signal':
      return [
        { command: `runs signal ${runId} ${waiting.signal} PAYLOAD`, why: `sends what \`${key}\` waits for, as JSON` },
      ];
    case 'run':
      return [{ command: `explain ${waiting.run_id}`, why: `says how far the run is that \`${key}\` awaits` }];
    case 'plugin':
      return [
        {
          command: `runs resume ${runId}`,
          why: 'takes the plugins as they are; with the former version it goes on by itself',
        },
      ];
    default:
      return [];
  }
}

const VALUES: { readonly [type: string]: string } = { boolean: 'true', integer: '1', number: '1.5' };

/** The fields of a form, the required ones first: those that must be there, with a value of their type. */
function answerOf(form: JsonSchema): string {
  if (typeof form === 'boolean') return '';
  const fields = (form['properties'] ?? {}) as { readonly [name: string]: JsonSchema };
  const required = Array.isArray(form['required']) ? (form['required'] as readonly string[]) : [];
  const names = required.length > 0 ? required : Object.keys(fields);
  return names.map((name) => `${name}=${valueOf(fields[name])}`).join(' ');
}

function valueOf(schema: JsonSchema | undefined): string {
  if (typeof schema !== 'object') return 'VALUE';
  const { enum: values, const: constant, type } = schema;
  const [first] = constant === undefined ? (Array.isArray(values) ? (values as readonly unknown[]) : []) : [constant];
  if (first !== undefined) return quoted(typeof first === 'string' ? first : JSON.stringify(first));
  return (typeof type === 'string' ? VALUES[type] : undefined) ?? 'VALUE';
}

/** As a shell takes it: keys of items and loops have brackets and `#`. */
function quoted(text: string): string {
  return /^[\w.:/@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

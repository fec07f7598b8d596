// Keys of other workflow languages (GitHub Actions, Kestra, n8n, Airflow, Argo, LangGraph and their like), and what is written here.
import { textOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';

/**
 * What becomes of a key: another name, another entry (`rewrite` gives its text, where the value allows it), nothing, or a sentence.
 * `stands`: the key that is not missed beside it. `wrap`: the key and the inner key that the value is read as from there on.
 */
export type Foreign =
  | { readonly kind: 'rename'; readonly to: string }
  | { readonly kind: 'rewrite'; readonly to: string; readonly text: (value: YamlNode) => string | undefined }
  | { readonly kind: 'remove'; readonly why: string }
  | {
      readonly kind: 'advice';
      readonly help: string;
      readonly stands?: string;
      readonly wrap?: readonly [outer: string, inner: string];
    };

type Table = { readonly [key: string]: Foreign };

function each(keys: string, foreign: Foreign): Table {
  return Object.fromEntries(keys.split(' ').map((key) => [key, foreign]));
}

function rename(keys: string, to: string): Table {
  return each(keys, { kind: 'rename', to });
}

function advice(keys: string, help: string, more: { readonly stands?: string } = {}): Table {
  return each(keys, { kind: 'advice', help, ...more });
}

function numberOf(value: YamlNode): number | undefined {
  return value.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;
}

/** `key: 3` becomes another entry whose value is made of the number. */
function counted(keys: string, to: string, make: (count: number) => string): Table {
  const text = (value: YamlNode): string | undefined => {
    const count = numberOf(value);
    return count === undefined ? undefined : `${to}: ${make(count)}`;
  };
  return each(keys, { kind: 'rewrite', to, text });
}

const MACHINES = 'there are no machines to choose';
const ORDER = 'order stands under `edges:`, such as `- { from: one, to: other }`; without `edges` nodes run as listed';

const WORKFLOW: Table = {
  ...rename('steps tasks templates stages activities', 'nodes'),
  ...rename('id workflow_name', 'name'),
  ...advice('jobs states', 'write `nodes:` with a list, each entry with `- name:` and what it does', {
    stands: 'nodes',
  }),
  ...advice('on event events', 'write `triggers:` with a list, such as `- uses: github` with `events: [push]`'),
  ...advice('schedule schedules cron schedule_interval', 'write `triggers:` with `- uses: schedule` and its `cron:`'),
  ...advice('connections transitions dependencies', ORDER),
  ...advice('flow config', '`flow` and `config` belong to the dialect of files with `schema_version: "1.0"`'),
  ...advice('variables vars params parameters', 'declare fields under `state:`, as `properties:` of a JSON Schema'),
  ...advice('outputs output', 'the run gives what `result:` says, such as `result: "${{ node }}"`'),
  ...advice('concurrency timeout', 'limits of the whole run stand under `execution:`'),
  ...advice('secrets', 'secrets are not declared; an input that takes one names it: `${{ secrets.NAME }}`'),
  ...each('runs-on permissions namespace apiVersion kind metadata dag_id start_date default_args tenant', {
    kind: 'remove',
    why: 'it has no meaning here',
  }),
};

const NODE: Table = {
  ...rename('if condition run_if', 'when'),
  ...rename('id key', 'name'),
  ...rename('type action operator', 'uses'),
  ...rename('parameters params args arguments inputs input', 'with'),
  ...rename('user_prompt prompt_template instructions', 'prompt'),
  ...rename('system_prompt system_message', 'system'),
  ...rename('schema json_schema response_schema response_format', 'output_schema'),
  ...rename('subworkflow flow', 'workflow'),
  ...advice('run script bash command cmd', 'no shell runs here; write JavaScript under `code:`', { stands: 'uses' }),
  ...advice('needs depends_on dependsOn dependencies depends upstream after', ORDER),
  ...advice('next goto to then transitions', ORDER),
  ...each(
    'continue-on-error continueOnFail continueOnError continue_on_error allow_failure allowFailure ignore_errors',
    {
      kind: 'rewrite',
      to: 'on_error',
      text: (value) => (value.kind === 'scalar' && value.value === true ? 'on_error: continue' : undefined),
    },
  ),
  ...counted('timeout-minutes timeoutMinutes timeout_minutes', 'timeout', (count) => `${count}m`),
  ...counted('timeout_seconds timeoutSeconds', 'timeout', (count) => `${count}s`),
  ...counted('maxTries max_tries maxAttempts max_attempts attempts', 'retry', String),
  ...counted('retries max_retries maxRetries', 'retry', (count) => String(count + 1)),
  ...each('runs-on container services pool queue runtime taskRunner working-directory shell', {
    kind: 'remove',
    why: MACHINES,
  }),
  ...each('withItems withParam with_items items foreach_item strategy matrix loop', {
    kind: 'advice',
    help: 'a list of items goes into `for_each:`, such as `for_each: { in: "${{ state.items }}" }`; each is `{item}`',
    wrap: ['for_each', 'in'],
  }),
  ...advice('env environment', 'values go in by `with:`; what all nodes share is a field of `state`'),
  ...advice('credentials auth secrets', 'a secret goes into an input that takes one, as `${{ secrets.NAME }}`'),
  ...each('model provider', {
    kind: 'advice',
    help: 'write it inside `llm:`, such as `llm: { provider: google, model: … }`',
    wrap: ['llm', 'model'],
  }),
  ...advice('temperature max_tokens top_p max_output_tokens seed', 'write it inside `llm:`, beside the `model`'),
  ...advice('trigger_rule', 'a node that waits for one of several edges says `join: any`'),
  ...advice('disabled', 'write `when: false`'),
};

const EDGE: Table = {
  ...rename('source', 'from'),
  ...rename('target', 'to'),
  ...advice(
    'when if condition logic',
    'conditions stand on routes: `routes: [{ when: …, to: … }, { to: END }]` instead of `to`',
  ),
};

const ROUTE: Table = {
  ...rename('if condition logic', 'when'),
  ...rename('target goto next', 'to'),
  ...rename('max_loops loop_limit', 'max_iterations'),
};

const RETRY: Table = {
  ...rename('attempts tries max_tries', 'max_attempts'),
  ...rename('delay interval initial_interval', 'initial'),
  ...rename('multiplier backoff_factor backoff_coefficient', 'factor'),
  ...rename('max_delay max_interval maxInterval', 'max'),
};

const TRIGGER: Table = {
  ...rename('type on', 'uses'),
  ...rename('if condition filter conditions', 'when'),
  ...rename('types', 'events'),
  ...rename('tz', 'timezone'),
  ...rename('interval', 'every'),
  ...rename('expression', 'cron'),
  ...rename('data payload variables', 'inputs'),
  ...advice('branches', "a condition says which: `when: event.ref == 'refs/heads/main'`"),
};

const PLACES: readonly (readonly [pattern: RegExp, table: Table])[] = [
  [/^$/, WORKFLOW],
  [/^\/nodes\/\d+$/, NODE],
  [/^\/nodes\/\d+\/retry$/, RETRY],
  [/^\/edges\/\d+$/, EDGE],
  [/^\/edges\/\d+\/routes\/\d+$/, ROUTE],
  [/^\/triggers\/\d+$/, TRIGGER],
];

/** What a key of another language is here. `pointer`: the JSON Pointer of its map; `known`: the keys of that map in this language. */
export function foreignKey(
  key: string,
  { pointer, value, known }: { readonly pointer: string; readonly value: YamlNode; readonly known: readonly string[] },
): Foreign | undefined {
  const table = PLACES.find(([pattern]) => pattern.test(pointer))?.[1];
  const found = table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
  if (found?.kind === 'rename' && found.to === 'nodes' && value.kind !== 'list') return WORKFLOW['jobs'];
  if (found?.kind === 'rename' && !known.includes(found.to)) return undefined;
  // A model's `type` and the like are text; a map under a name that takes text would be another mistake.
  if (found?.kind === 'rename' && found.to === 'uses' && textOf(value) === undefined) return undefined;
  return found;
}

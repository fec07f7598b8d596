// `config`: models, limits and trackers, in the places that they have in the native dialect.
import type { Reporter } from '../diagnostic.ts';
import { entriesOf, entryOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode } from '../parse/tree.ts';
import { entry, mapOf, renamed, scalarOf, word } from './build.ts';
import { gatesOf } from './gates.ts';
import { OF_CONFIG, OF_LLM, OF_MLFLOW, reportUnread } from './no-effect.ts';

/** Who is asked where a file says nothing. */
const PROVIDER = 'google';
const MODEL = 'gemini-2.5-flash-lite';

const LLM_KEYS = new Set(['provider', 'model', 'temperature', 'max_tokens', 'top_p', 'top_k']);

/** `defaults`, `execution` and `observability`. `name`: what stands for a setting that is nowhere. */
export function readConfig(
  root: YamlNode,
  { name, reporter }: { readonly name: YamlNode; readonly reporter: Reporter },
): readonly YamlEntry[] {
  const config = valueOf(root, 'config');
  reportUnread(config, OF_CONFIG, reporter);
  const execution = entryOf(config, 'execution');
  const timeout = entryOf(execution?.value, 'timeout') ?? entryOf(execution?.value, 'timeout_seconds');
  const retries = entryOf(execution?.value, 'max_retries');
  const gates = gatesOf(entryOf(config, 'gates'), reporter);
  const llm = entryOf(config, 'llm');
  const defaults = mapOf(
    [entry('llm', withUsual(llm?.value, { name, reporter }), llm?.key ?? name), retryOf(retries)],
    (config ?? name).span,
  );
  return [
    ...entry('defaults', defaults, llm?.key ?? name),
    ...executionOf([renamed('timeout', timeout), gates], execution ?? entryOf(config, 'gates')),
    ...observabilityOf(root, { config, reporter }),
  ];
}

/** `at`: where one of them stands. */
function executionOf(entries: readonly (readonly YamlEntry[])[], at: YamlEntry | undefined): readonly YamlEntry[] {
  if (at === undefined || entries.flat().length === 0) return [];
  return entry('execution', mapOf(entries, at.value.span), at.key);
}

/** The keys of `llm` that mean the same here. */
export function llmOf(llm: YamlNode | undefined, reporter: Reporter): YamlNode | undefined {
  if (llm?.kind !== 'map') return undefined;
  reportUnread(llm, OF_LLM, reporter);
  return mapOf([llm.entries.filter(({ key }) => LLM_KEYS.has(String(key.value)))], llm.span);
}

/** A model of the usual provider where none is named. */
function withUsual(
  llm: YamlNode | undefined,
  { name, reporter }: { readonly name: YamlNode; readonly reporter: Reporter },
): YamlNode {
  const at = llm ?? name;
  const own = llmOf(llm, reporter);
  const provider = textOf(valueOf(own, 'provider'));
  const isUsual = provider === undefined || provider === PROVIDER;
  return mapOf(
    [
      provider === undefined ? entry('provider', word(PROVIDER, at)) : [],
      isUsual && valueOf(own, 'model') === undefined ? entry('model', word(MODEL, at)) : [],
      entriesOf(own),
    ],
    at.span,
  );
}

/** Retries come after the first attempt. */
function retryOf(retries: YamlEntry | undefined): readonly YamlEntry[] {
  const count = scalarOf(retries?.value)?.value;
  if (retries === undefined || typeof count !== 'number' || count < 1) return [];
  const attempts = entry('max_attempts', word(count + 1, retries.value), retries.key);
  return entry('retry', mapOf([attempts], retries.value.span), retries.key);
}

type Told = { readonly config: YamlNode | undefined; readonly reporter: Reporter };

/** `observability` stands in `config` or beside it, and `mlflow` alone in `config`. */
function observabilityOf(root: YamlNode, { config, reporter }: Told): readonly YamlEntry[] {
  const section = entryOf(config, 'observability') ?? entryOf(root, 'observability');
  const mlflow = entryOf(section?.value, 'mlflow') ?? entryOf(config, 'mlflow');
  const logging = entryOf(section?.value, 'logging');
  const entries = [mlflowOf(mlflow, reporter), consoleOf(logging)];
  const at = section?.key ?? mlflow?.key;
  if (at === undefined || entries.flat().length === 0) return [];
  return entry('observability', mapOf(entries, (section?.value ?? at).span), at);
}

function mlflowOf(mlflow: YamlEntry | undefined, reporter: Reporter): readonly YamlEntry[] {
  if (mlflow === undefined) return [];
  const { key, value } = mlflow;
  reportUnread(value, OF_MLFLOW, reporter);
  const level = scalarOf(valueOf(value, 'artifact_level'));
  const capture = level === undefined ? undefined : word(level.value === 'minimal' ? 'metadata' : 'all', level);
  const kept = ['enabled', 'experiment_name', 'run_name'].map((name) => renamed(name, entryOf(value, name)));
  return [{ key, value: mapOf([...kept, entry('capture', capture)], value.span) }];
}

const LEVELS: { readonly [level: string]: string } = { warning: 'warn' };

/** Lines on standard error. */
function consoleOf(logging: YamlEntry | undefined): readonly YamlEntry[] {
  const level = scalarOf(valueOf(logging?.value, 'level'));
  if (logging === undefined || level === undefined) return [];
  const name = String(level.value).toLowerCase();
  return entry('console', mapOf([entry('level', word(LEVELS[name] ?? name, level))], logging.value.span), logging.key);
}

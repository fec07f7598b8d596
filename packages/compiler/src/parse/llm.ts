// Which model an LLM node uses: its own `llm` over an alias of `models` over `defaults.llm`, key by key.
import { entriesOf, entryOf, itemsOf, textOf, valueOf } from './tree.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './tree.ts';

/** The settings that count for a node, each with the place where it is written. */
export type LlmDoc = {
  readonly provider?: YamlScalar;
  readonly model?: YamlScalar;
  /** Every other key. */
  readonly settings: readonly YamlEntry[];
  /** Who is asked where this model is not there, each with the settings that count for it. */
  readonly fallback: readonly LlmDoc[];
};

export type LlmSources = { readonly models: YamlNode | undefined; readonly defaults: YamlNode | undefined };

/** Undefined where neither the node nor the defaults say anything. */
export function readLlm(own: YamlNode | undefined, { models, defaults }: LlmSources): LlmDoc | undefined {
  if (own === undefined && defaults === undefined) return undefined;
  const [base, top] = [expand(defaults, models), expand(own, models)];
  const provider = textOf(valueOfEntry(top, 'provider'));
  const isOther = provider !== undefined && provider !== textOf(valueOfEntry(base, 'provider'));
  // Another provider has models of its own.
  const merged = over(isOther ? base.filter(({ key }) => key.value !== 'model') : base, top);
  const fallback = itemsOf(valueOfEntry(merged, 'fallback'));
  // Options are of one provider.
  const shared = settingsOf(merged).filter(({ key }) => key.value !== 'options');
  return {
    ...modelOf(merged),
    fallback: fallback.map((item) => ({ ...modelOf(over(shared, expand(item, models))), fallback: [] })),
  };
}

/** The model that a node asks first, and those that it falls back on. */
export function modelsOf(llm: LlmDoc | undefined): readonly LlmDoc[] {
  return llm === undefined ? [] : [llm, ...llm.fallback];
}

function modelOf(entries: readonly YamlEntry[]): Omit<LlmDoc, 'fallback'> {
  return { ...scalarOf('provider', entries), ...scalarOf('model', entries), settings: settingsOf(entries) };
}

/** Every key beside those that name models. */
function settingsOf(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  return entries.filter(({ key }) => !['provider', 'model', 'fallback'].includes(String(key.value)));
}

/** The alias that a value names: text, or a `model` without a `provider` that is one. */
export function aliasAt(llm: YamlNode | undefined, models: YamlNode | undefined): YamlScalar | undefined {
  if (llm?.kind === 'scalar') return textOf(llm) === undefined ? undefined : llm;
  const model = valueOf(llm, 'model');
  const isAlias = valueOf(llm, 'provider') === undefined && entryOf(models, textOf(model) ?? '') !== undefined;
  return isAlias && model?.kind === 'scalar' ? model : undefined;
}

function expand(llm: YamlNode | undefined, models: YamlNode | undefined): readonly YamlEntry[] {
  const alias = aliasAt(llm, models);
  const own = entriesOf(llm).filter(({ value }) => value !== alias);
  return alias === undefined ? own : over(entriesOf(valueOf(models, String(alias.value))), own);
}

/** The entries of both, those of the second in the place of equal ones of the first. */
export function over(base: readonly YamlEntry[], top: readonly YamlEntry[]): readonly YamlEntry[] {
  return [...base.filter(({ key }) => !top.some((each) => each.key.value === key.value)), ...top];
}

function valueOfEntry(entries: readonly YamlEntry[], key: string): YamlNode | undefined {
  return entries.find((entry) => entry.key.value === key)?.value;
}

function scalarOf<K extends 'provider' | 'model'>(
  key: K,
  entries: readonly YamlEntry[],
): { readonly [P in K]?: YamlScalar } {
  const value = valueOfEntry(entries, key);
  const isText = value?.kind === 'scalar' && textOf(value) !== undefined;
  return (isText ? { [key]: value } : {}) as { readonly [P in K]?: YamlScalar };
}

// Which model an LLM node uses: its own `llm` over an alias of `models` over `defaults.llm`, key by key.
import { entriesOf, entryOf, textOf, valueOf } from './tree.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './tree.ts';

/** The settings that count for a node, each with the place where it is written. */
export type LlmDoc = {
  readonly provider?: YamlScalar;
  readonly model?: YamlScalar;
  /** Every other key. */
  readonly settings: readonly YamlEntry[];
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
  return {
    ...scalarOf('provider', merged),
    ...scalarOf('model', merged),
    settings: merged.filter(({ key }) => key.value !== 'provider' && key.value !== 'model'),
  };
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

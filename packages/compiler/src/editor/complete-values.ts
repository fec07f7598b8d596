// Values: names of the document and of plugins where the language asks for one, else the words that the schema lists.
import type { ProviderManifest, TriggerManifest } from '@configurable-agents/plugin-sdk';
import type { CheckContext } from '../check/context.ts';
import { ENGINE_ACTIONS } from '../check/node.ts';
import { entriesOf, entryOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import { code, describeAction, describeViews, paragraphs } from './describe.ts';
import { offer } from './item.ts';
import type { Offer } from './item.ts';
import { viewsAt } from './language.ts';
import { matches } from './pattern.ts';
import type { Snapshot } from './snapshot.ts';
import { nodeAt } from './spot.ts';
import type { Path } from './spot.ts';

/** `holder` is the map or list that the value stands in. */
type Place = { readonly path: Path; readonly holder: YamlNode | undefined; readonly context: CheckContext };

type Source = (place: Place) => readonly Offer[];

const nodes: Source = ({ context: { document } }) =>
  document.nodes.map(({ name, uses, description }) => offer('node', name, { detail: uses, ...about(description) }));

const targets: Source = (place) => [...nodes(place), offer('keyword', 'END', { detail: 'the end of the run' })];

const sources: Source = (place) => [...nodes(place), offer('keyword', 'START', { detail: 'the start of the run' })];

const fields: Source = ({ context: { document } }) =>
  document.fields.map(({ name, schema }) =>
    offer(
      'field',
      name,
      typeof schema === 'object' ? { ...detail(schema['type']), ...about(schema['description']) } : {},
    ),
  );

const actions: Source = ({ context: { catalogue } }) => [
  ...[...catalogue.actions].map(([name, action]) => offer('action', name, { documentation: describeAction(action) })),
  ...ENGINE_ACTIONS.map((name) => offer('action', name, { detail: 'built in' })),
];

const tools: Source = ({ context: { catalogue } }) =>
  [...catalogue.tools].map(([name, tool]) => offer('action', name, { documentation: describeAction(tool) }));

const triggers: Source = ({ context: { catalogue } }) => [
  ...[...catalogue.triggers].map(([name, trigger]) => offer('trigger', name, { documentation: aboutTrigger(trigger) })),
  offer('trigger', 'schedule', { detail: 'built in' }),
  offer('trigger', 'manual', { detail: 'built in' }),
];

const events: Source = ({ path, context: { catalogue, document } }) => {
  const at = nodeAt(document.root, path.slice(0, 2));
  const { eventTypes = [] } = catalogue.triggers.get(textOf(valueOf(at, 'uses')) ?? '') ?? {};
  const families = eventTypes.flatMap((type) => (type.includes('.') ? [type.slice(0, type.indexOf('.'))] : []));
  return [...new Set([...families, ...eventTypes])].map((type) => offer('event', type));
};

const providers: Source = ({ context: { catalogue } }) =>
  [...catalogue.providers].map(([name, { description, models }]) =>
    offer('provider', name, { documentation: paragraphs(description, modelsText(models)) }),
  );

const models: Source = ({ holder, context: { catalogue, document } }) => {
  const provider = textOf(valueOf(holder, 'provider'));
  const known = catalogue.providers.get(
    provider ?? textOf(valueOf(valueOf(document.defaults, 'llm'), 'provider')) ?? '',
  );
  const listed = Object.entries(known?.models ?? {}).map(([name, info]) =>
    offer('model', name, { detail: `${info.contextTokens?.toLocaleString('en-US') ?? '?'} tokens` }),
  );
  return provider === undefined ? [...aliases(document.models), ...listed] : listed;
};

const modelAliases: Source = ({ context: { document } }) => aliases(document.models);

const references: Source = ({ context: { document } }) =>
  entriesOf(valueOf(document.root, 'schemas')).map(({ key }) => offer('schema', `#/schemas/${String(key.value)}`));

const ofOutput: Source = ({ path, context: { document } }) => {
  const at = nodeAt(document.root, path.slice(0, 2));
  const schema = document.nodes.find(({ name }) => name === textOf(valueOf(at, 'name')))?.outputSchema;
  return typeof schema === 'object'
    ? Object.keys(schema['properties'] ?? {}).map((name) => offer('property', name))
    : [];
};

/** Places where the language, in one of its dialects, asks for a name, and where the names come from. */
const NAMES: readonly (readonly [pattern: string, source: Source])[] = [
  ['nodes.*.uses', actions],
  ['nodes.*.tools.*', tools],
  ['nodes.*.tools.*.uses', tools],
  ['nodes.*.llm', modelAliases],
  ['nodes.*.llm.provider', providers],
  ['nodes.*.llm.model', models],
  ['nodes.*.outputs.*', ofOutput],
  ['nodes.*.on_error.to', nodes],
  ['defaults.llm', modelAliases],
  ['defaults.llm.provider', providers],
  ['defaults.llm.model', models],
  ['models.*.provider', providers],
  ['models.*.model', models],
  ['edges.*.from', sources],
  ['edges.*.from.*', sources],
  ['edges.*.to', targets],
  ['edges.*.to.*', targets],
  ['edges.*.routes.*.to', targets],
  ['edges.*.routes.*.to.*', targets],
  ['edges.*.routes.*.on_limit', targets],
  ['inputs.*', fields],
  ['state.required.*', fields],
  ['triggers.*.uses', triggers],
  ['triggers.*.events.*', events],
  ['config.llm.provider', providers],
  ['config.llm.model', models],
  ['nodes.*.inputs.*', fields],
  ['nodes.*.loop.condition_field', fields],
  ['edges.*.loop.condition_field', fields],
  ['edges.*.loop.exit_to', targets],
  ['edges.*.parallel.items_field', fields],
  ['edges.*.parallel.target_node', nodes],
  ['edges.*.parallel.collect_field', fields],
  ['tests.*.expect.visited.*', nodes],
  ['tests.*.expect.not_visited.*', nodes],
];

/** What may stand as the value at a path. */
export function valuesAt(path: Path, { root, context }: Snapshot): readonly Offer[] {
  if (root === undefined) return [];
  const views = viewsAt(path, { root, context });
  const words = views.flatMap(({ schema }) => {
    const { enum: values, const: only, type } = schema;
    if (Array.isArray(values)) return values.map(String);
    if (only !== undefined) return [String(only)];
    return [type].flat().includes('boolean') ? ['true', 'false'] : [];
  });
  const listed = [...new Set(words)].map((word) => offer('value', word, { documentation: describeViews(views) }));
  if (context === undefined) return listed;
  const holder = nodeAt(root, path.slice(0, -1));
  const found = sourceOf(path, holder);
  return [...(found?.({ path, holder, context }) ?? []), ...listed];
}

function sourceOf(path: Path, holder: YamlNode | undefined): Source | undefined {
  if (path.at(-1) === '$ref') return references;
  // A list of outputs names fields; a map of them says which part of the output each takes.
  if (matches(path, 'nodes.*.outputs.*') && holder?.kind !== 'map') return fields;
  return NAMES.find(([pattern]) => matches(path, pattern))?.[1];
}

function aliases(node: YamlNode | undefined): readonly Offer[] {
  return entriesOf(node).map(({ key, value }) => {
    const model = textOf(entryOf(value, 'model')?.value);
    return offer('model', String(key.value), model === undefined ? {} : { detail: model });
  });
}

function aboutTrigger({ eventTypes = [] }: TriggerManifest): string {
  return eventTypes.length === 0
    ? ''
    : `Events: ${eventTypes.slice(0, 20).map(code).join(', ')}${eventTypes.length > 20 ? ' …' : ''}`;
}

function modelsText(known: ProviderManifest['models']): string {
  const names = Object.keys(known);
  return names.length === 0 ? '' : `Models: ${names.map(code).join(', ')}`;
}

function about(text: unknown): { readonly documentation?: string } {
  return typeof text === 'string' ? { documentation: text } : {};
}

function detail(text: unknown): { readonly detail?: string } {
  return text === undefined ? {} : { detail: [text].flat().join(' or ') };
}

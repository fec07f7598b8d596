// A reference of a plugin out of its manifest, as Markdown: the same bytes for the same manifest. Pure.
import { typeText } from '@configurable-agents/compiler/diff';
import type { ActionManifest, JsonSchema, ModelInfo, PluginManifest } from '@configurable-agents/plugin-sdk';
import { clausesOf } from '../../plugins/words.ts';
import { fieldsOf } from './fields.ts';
import { table } from './table.ts';

/** The whole page, with a newline at its end. */
export function referenceOf(manifest: PluginManifest): string {
  const { name, version, sdk, actions, tools = {}, providers, triggers, trackers } = manifest;
  const parts = [
    `# ${name} ${version}`,
    `A plugin of configurable-agents for its SDK \`${sdk}\`. This page is written by \`configurable-agents plugins docs\`.`,
    ...capabilitiesPart(manifest),
    ...configurationPart(manifest),
    ...secretsPart(manifest),
    ...section('Actions', actions, (full, action) => [`A node has it by \`uses: ${full}\`.`, ...callable(action)]),
    ...section('Tools', tools, (_full, tool) => ['For models.', ...callable(tool)]),
    ...section('Providers', providers, (full, { models }) => [
      `A node has it by \`llm: { provider: ${full}, model: … }\`.`,
      table(
        ['model', 'context', 'structured output', 'tools', 'images'],
        Object.entries(models).map(([model, { contextTokens, structuredOutput, tools: isOffered, images }]) => [
          model === '*' ? 'any other' : `\`${model}\``,
          contextTokens === null ? 'not known' : `${contextTokens} tokens`,
          yes(structuredOutput),
          yes(isOffered),
          imagesOf(images),
        ]),
      ),
    ]),
    ...section('Triggers', triggers, (full, { event, eventTypes = [], maxBodyBytes, ackStatus }) => [
      `A workflow has it by \`triggers: [{ uses: ${full} }]\`. Deliveries come to \`POST /webhooks/${full}\`, of ${maxBodyBytes} bytes at most; they are answered by ${ackStatus}.`,
      ...(eventTypes.length === 0 ? [] : [`Events: ${eventTypes.map((type) => `\`${type}\``).join(', ')}.`]),
      ...schemaPart('Event', event),
    ]),
    ...section('Trackers', trackers, (full, { settings }) => [
      `A workflow has it by \`observability: { ${full}: {} }\`.`,
      ...(settings === undefined ? [] : schemaPart('Settings', settings)),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A heading for each kind that there is, and one for each contribution. */
function section<T extends { readonly description?: string }>(
  title: string,
  contributions: { readonly [name: string]: T },
  body: (full: string, contribution: T) => readonly string[],
): readonly string[] {
  const entries = Object.entries(contributions);
  if (entries.length === 0) return [];
  return [
    `## ${title}`,
    ...entries.flatMap(([full, contribution]) => {
      const { description } = contribution;
      return [`### ${full}`, ...(description === undefined ? [] : [plain(description)]), ...body(full, contribution)];
    }),
  ];
}

function callable({ input, output, effects, idempotent, timeoutMs, lane }: ActionManifest): readonly string[] {
  const once =
    typeof idempotent === 'boolean'
      ? idempotent
        ? 'the same call twice does no more than once'
        : 'the same call twice may do it twice'
      : `the same call twice does no more than once where ${conditions(idempotent.whenInput)}`;
  const words = [
    { pure: 'It computes', read: 'It reads', write: 'It changes something' }[effects],
    once,
    ...(timeoutMs === undefined ? [] : [`an attempt takes ${timeoutMs} ms at most`]),
    ...(lane === 'cpu' ? ['it has a thread to itself'] : []),
  ];
  return [`${words.join('; ')}.`, ...schemaPart('Input', input), ...outputPart(output)];
}

function conditions(whenInput: { readonly [name: string]: readonly string[] }): string {
  return Object.entries(whenInput)
    .map(([name, values]) => `\`${name}\` is ${values.join(' or ')}`)
    .join(' and ');
}

function outputPart(output: ActionManifest['output']): readonly string[] {
  const { fromConfig, default: usual } = output as { readonly fromConfig?: unknown; readonly default?: JsonSchema };
  if (typeof fromConfig !== 'string') return schemaPart('Output', output);
  return [`The node's \`${fromConfig.slice(1)}\` says what it answers.`, ...schemaPart('Output', usual ?? true)];
}

function schemaPart(title: string, schema: JsonSchema): readonly string[] {
  const fields = fieldsOf(schema);
  if (fields.length === 0) return [`**${title}**: \`${typeText(schema)}\``];
  return [`**${title}**`, fieldTable(schema)];
}

function fieldTable(schema: JsonSchema): string {
  const rows = fieldsOf(schema).map(({ path, type, isRequired, default: value, meaning }) => [
    `\`${path}\``,
    `\`${type}\``,
    isRequired ? '**required**' : value === undefined ? '' : `\`${value}\``,
    plain(meaning),
  ]);
  return table(['field', 'type', 'default', 'meaning'], rows);
}

function capabilitiesPart({ capabilities }: PluginManifest): readonly string[] {
  const clauses = clausesOf(capabilities);
  const title = '## What it asks for';
  if (clauses.length === 0) return [title, 'Nothing beyond computing.'];
  return [title, 'It may:', clauses.map((clause) => `- ${plain(clause)}`).join('\n')];
}

function configurationPart({ name, config, actions, providers, trackers }: PluginManifest): readonly string[] {
  if (config === undefined) return [];
  const kinds = Object.entries({ actions, providers, trackers }).filter(([, each]) => Object.keys(each).length > 0);
  const sections = (kinds.length === 0 ? ['actions'] : kinds.map(([kind]) => kind)).map(
    (kind) => `\`${kind}.${name}\``,
  );
  const where = sections.join(' or ');
  return ['## Configuration', `In the section ${where} of \`configurable-agents.yaml\`.`, fieldTable(config)];
}

function secretsPart({ secrets }: PluginManifest): readonly string[] {
  const entries = Object.entries(secrets);
  if (entries.length === 0) return [];
  const rows = entries.map(([secret, { env, optional }]) => [
    `\`${secret}\``,
    `\`${env}\``,
    optional === true ? '' : '**required**',
  ]);
  return ['## Secrets', table(['name', 'variable', ''], rows)];
}

function imagesOf(images: ModelInfo['images']): string {
  if (images === undefined) return 'not known';
  return images === 'inline' ? 'by their bytes' : yes(images);
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}

/** A text of somebody else's, in a line, without what Markdown would make of it. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'))
    .trim();
}

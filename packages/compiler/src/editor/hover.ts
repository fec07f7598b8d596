// What is known of what stands at an offset: types of names and expressions, and what keys, actions and models are.
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { fieldSchema } from '../check/context.ts';
import type { CheckContext } from '../check/context.ts';
import { overloadsOf } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import { showCelType } from '../expression/types.ts';
import { textOf, valueOf } from '../parse/tree.ts';
import { RESULT_NAMES } from '../resolve/scope.ts';
import type { Span } from '../source.ts';
import { code, describeAction, describeViews, paragraphs, typeBlock } from './describe.ts';
import { keysOf, viewsAt } from './language.ts';
import { occurrenceAt } from './occurrences.ts';
import type { Occurrence } from './occurrences.ts';
import { partSpan } from './part-span.ts';
import { readingAt } from './snapshot.ts';
import type { ParsedReading, Snapshot } from './snapshot.ts';
import { nodeAt, spotAt } from './spot.ts';
import type { Spot } from './spot.ts';
import { partsAt, schemaOfPart } from './typed.ts';

/** `text` is Markdown; `span` is what it is about. */
export type Hover = { readonly span: Span; readonly text: string };

export function hoverAt(snapshot: Snapshot, offset: number): Hover | undefined {
  const { root, context } = snapshot;
  if (root === undefined || context === undefined) return undefined;
  const name = occurrenceAt(snapshot, offset);
  const reading = readingAt(snapshot, offset);
  const text = name && aboutName(name, { ...snapshot, context });
  if (name !== undefined && text !== undefined) return { span: name.span, text };
  if (reading !== undefined) return aboutPart(reading, offset);
  const spot = spotAt(root, offset);
  return spot.kind === 'key' ? aboutKey(spot, snapshot) : aboutValue(spot, { ...snapshot, context });
}

type Known = Snapshot & { readonly context: CheckContext };

function aboutName({ kind, name }: Occurrence, known: Known): string | undefined {
  if (kind === 'node') return aboutNode(name, known);
  return kind === 'field' ? aboutField(name, known) : undefined;
}

function aboutNode(name: string, { context, nodes, result }: Known): string | undefined {
  const index = context.indexOf.get(name);
  const node = index === undefined ? undefined : context.document.nodes[index];
  if (index === undefined || node === undefined) return undefined;
  const schema = nodes.get(index)?.schema;
  const action = context.catalogue.actions.get(node.uses);
  return paragraphs(
    `**${name}**, a node that uses ${code(node.uses)}`,
    node.description ?? action?.description,
    schema === undefined ? undefined : typeBlock(name, schema),
    `Beside it: ${[...RESULT_NAMES].map((each) => code(`${name}.${each}`)).join(', ')}.`,
    result.graph === undefined ? undefined : readBy(name, result.graph.nodes),
  );
}

function readBy(
  name: string,
  nodes: readonly { readonly name: string; readonly reads?: { readonly nodes: readonly string[] } }[],
): string | undefined {
  const readers = nodes.filter(({ reads }) => reads?.nodes.includes(name) === true).map((node) => code(node.name));
  return readers.length === 0 ? undefined : `Read by ${readers.join(', ')}.`;
}

function aboutField(name: string, { context }: Known): string | undefined {
  const field = context.fields.get(name);
  if (field === undefined) return undefined;
  const schema = typeof field.schema === 'object' ? field.schema : {};
  const writers = (context.writers.get(name) ?? []).map((index) => code(context.document.nodes[index]?.name ?? ''));
  const { description, default: fallback } = schema;
  return paragraphs(
    `**${name}**, a state field${writers.length === 0 ? '' : ` that ${writers.join(', ')} writes`}`,
    typeof description === 'string' ? description : undefined,
    typeBlock(name, fieldSchema(name, context)),
    fallback === undefined ? undefined : `Default ${code(fallback)}.`,
    field.reduce === undefined ? undefined : `What is written is folded by ${code(field.reduce.value)}.`,
  );
}

/** The smallest part of an expression that says something. */
function aboutPart(reading: ParsedReading, offset: number): Hover | undefined {
  const part = partsAt(reading, offset).at(-1);
  if (part === undefined) return undefined;
  const span = partSpan(part, reading);
  const type = schemaOfPart(part, reading);
  return type === undefined ? undefined : { span, text: describePart(part, type) };
}

function describePart(part: Expression, type: JsonSchema): string {
  if (part.kind !== 'call')
    return typeBlock(part.kind === 'name' ? part.name : 'field' in part ? part.field : 'value', type);
  const shown = (overloadsOf(part.name) ?? []).map(({ params, result, method }) => {
    const all = params.map(showCelType);
    const [first, ...rest] = all;
    const call = method ? `${first}.${part.name}(${rest.join(', ')})` : `${part.name}(${all.join(', ')})`;
    return `${call}: ${showCelType(result)}`;
  });
  const isNamed = /^[a-z]/i.test(part.name);
  return paragraphs(typeBlock('value', type), isNamed ? `\`\`\`\n${shown.join('\n')}\n\`\`\`` : undefined);
}

function aboutKey(spot: Spot & { readonly kind: 'key' }, { root, context }: Snapshot): Hover | undefined {
  if (root === undefined) return undefined;
  const key = String(spot.entry.key.value);
  const views = keysOf(viewsAt(spot.path, { root, context })).get(key);
  const text = views && describeViews(views);
  return text === undefined || text === ''
    ? undefined
    : { span: spot.entry.key.span, text: paragraphs(`**${key}**`, text) };
}

function aboutValue(spot: Spot & { readonly kind: 'value' }, { root, context }: Known): Hover | undefined {
  const text = textOf(spot.node);
  if (root === undefined || text === undefined) return undefined;
  const about = aboutPlugin(text, { spot, root, context }) ?? describeViews(viewsAt(spot.path, { root, context }));
  return about === '' ? undefined : { span: spot.node.span, text: about };
}

type PluginPlace = {
  readonly spot: Spot;
  readonly root: NonNullable<Snapshot['root']>;
  readonly context: CheckContext;
};

/** An action, a trigger, a provider or a model, where a value names one. */
function aboutPlugin(text: string, { spot: { path }, root, context: { catalogue } }: PluginPlace): string | undefined {
  const key = path.at(-1);
  if (key === 'provider') {
    const provider = catalogue.providers.get(text);
    return provider && paragraphs(`**${text}**, a provider`, provider.description);
  }
  if (key === 'model') {
    const provider = textOf(valueOf(nodeAt(root, path.slice(0, -1)), 'provider'));
    const info = catalogue.providers.get(provider ?? '')?.models[text];
    return (
      info &&
      paragraphs(
        `**${text}**, a model of ${code(provider)}`,
        `Context of ${info.contextTokens?.toLocaleString('en-US') ?? '?'} tokens.`,
      )
    );
  }
  if (key !== 'uses') return undefined;
  const trigger = path[0] === 'triggers' ? catalogue.triggers.get(text) : undefined;
  if (trigger !== undefined) return paragraphs(`**${text}**, a trigger`, typeBlock('event', trigger.event));
  const action = path[0] === 'triggers' ? undefined : catalogue.actions.get(text);
  return action && paragraphs(`**${text}**, an action`, describeAction(action));
}

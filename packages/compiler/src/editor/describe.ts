// What schemas and plugins say of themselves, as Markdown.
import type { ActionManifest, JsonSchema } from '@configurable-agents/plugin-sdk';
import { formatType } from '../print/types.ts';
import type { View } from './language.ts';

/** The first description, what is allowed, and the default. */
export function describeViews(views: readonly View[]): string {
  const first = (keyword: string): unknown =>
    views.map(({ schema }) => schema[keyword]).find((each) => each !== undefined);
  const about = views
    .map(({ schema }) => schema['markdownDescription'] ?? schema['description'])
    .find((each) => each !== undefined);
  const [values, fallback] = [first('enum'), first('default')];
  return paragraphs(
    typeof about === 'string' ? about : undefined,
    Array.isArray(values) ? `One of ${values.map(code).join(', ')}.` : undefined,
    fallback === undefined ? undefined : `Default ${code(fallback)}.`,
  );
}

/** The types that a value may have, in a word. */
export function typeWord(views: readonly View[]): string {
  const type = views.map(({ schema }) => schema['type']).find((each) => each !== undefined);
  if (type !== undefined) return Array.isArray(type) ? type.join(' or ') : String(type);
  return views.some(({ schema }) => Array.isArray(schema['enum'])) ? 'one of some words' : '';
}

export function describeAction({ description, input, effects }: ActionManifest): string {
  const effect = { pure: 'Computes only.', read: 'Reads.', write: 'Writes: what it does others can see.' }[effects];
  return paragraphs(description, effect, typeBlock('with', input));
}

/** A name with its type, as a block of TypeScript. */
export function typeBlock(name: string, schema: JsonSchema | undefined): string {
  return `\`\`\`ts\n${name}: ${formatType(schema ?? true)}\n\`\`\``;
}

export function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

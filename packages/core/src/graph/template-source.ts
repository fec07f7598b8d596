// A template as text again: for people who read a graph, where the file that it was made of is not there any more.
import { sourceOf } from '../expression/source.ts';
import type { Template, TextPart } from './template.ts';

/**
 * A template as a workflow file has it: text with its placeholders, anything else as YAML's flow style.
 *
 * @example
 * templateSource(template) // 'Write about {topic}'
 */
export function templateSource(template: Template): string {
  switch (template.kind) {
    case 'literal':
      return typeof template.value === 'string' ? template.value : JSON.stringify(template.value);
    case 'text':
      return template.parts.map(partText).join('');
    case 'value':
      return `\${{ ${sourceOf(template.expression)} }}`;
    case 'object':
      return `{${template.entries.map(([key, value]) => `${key}: ${inner(value)}`).join(', ')}}`;
    case 'list':
      return `[${template.items.map(inner).join(', ')}]`;
  }
}

/** Within a list or an object, text stands in quotes, so that its commas are its own. */
function inner(template: Template): string {
  const text = templateSource(template);
  const isText = template.kind === 'text' || (template.kind === 'literal' && typeof template.value === 'string');
  return isText ? JSON.stringify(text) : text;
}

function partText(part: TextPart): string {
  if (typeof part === 'string') return part.replaceAll('{', '{{').replaceAll('}', '}}');
  if (part.kind === 'expression') return `\${{ ${sourceOf(part.expression)} }}`;
  const [root, ...steps] = part.path;
  return `{${String(root)}${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}}`;
}

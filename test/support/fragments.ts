// Blocks of YAML in the documentation that show a part of a file: what they are a part of.
import { parse } from 'yaml';

export type Fragment =
  /** The block as a whole workflow, with what it leaves out. */
  | { readonly kind: 'workflow'; readonly text: string }
  /** A file `configurable-agents.yaml`. */
  | { readonly kind: 'configuration'; readonly text: string }
  /** The body of a delivery. */
  | { readonly kind: 'payload'; readonly value: object };

/** Undefined for a block that is none of these: a reader cannot use it either. */
export function fragmentOf(text: string): Fragment | undefined {
  if (/^nodes:/m.test(text)) return { kind: 'workflow', text };
  const value: unknown = parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  if (/^# .* payload$/m.test(text)) return { kind: 'payload', value };
  if (Array.isArray(value)) return { kind: 'workflow', text: `${stateOf(namesIn(text))}nodes:\n${indented(text)}` };
  const keys = Object.keys(value);
  if (keys.includes('observability')) return { kind: 'workflow', text: `${text}\n${nodeOf([])}` };
  const { triggers } = value as { readonly triggers?: unknown };
  if (!Array.isArray(triggers)) return { kind: 'configuration', text };
  const inputs = (triggers as readonly { readonly inputs?: object }[]).flatMap((each) =>
    Object.keys(each.inputs ?? {}),
  );
  return { kind: 'workflow', text: `${stateOf(inputs)}${text}\n${nodeOf(inputs)}` };
}

/** Names that placeholders read. */
function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/(?<!\$)\{(\w+)\}/g)].map(([, name = '']) => name))];
}

function stateOf(fields: readonly string[]): string {
  if (fields.length === 0) return '';
  return `state:\n  type: object\n  properties:\n${fields.map((field) => `    ${field}: {}\n`).join('')}`;
}

function nodeOf(fields: readonly string[]): string {
  const inputs = fields.map((field) => `${field}: "\${{ ${field} }}"`).join(', ');
  return `nodes:\n  - name: shown\n    uses: set\n    with: { ${inputs === '' ? 'v: 1' : inputs} }\n`;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

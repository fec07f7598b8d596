// How a value of the wrong type is to be written.
import { textOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';

const TRIGGERS = /^\/triggers(?:\/\d+)?$/;
const NODES = /^\/nodes(?:\/\d+)?$/;

/** What is written at places where other forms are usual; undefined elsewhere. */
function formAt(pointer: string, node: YamlNode): string | undefined {
  if (/^\/edges\/\d+$/.test(pointer)) return edgeOf(textOf(node));
  if (pointer === '/edges') return 'write a list: `- { from: one, to: other }`';
  if (TRIGGERS.test(pointer)) return triggerOf(node);
  if (NODES.test(pointer)) return 'write a list, each entry with `- name:` and what the node does';
  if (pointer.endsWith('/on_error')) return 'write `fail`, `continue` or `{ to: node }`';
  return /^\/nodes\/\d+\/retry$/.test(pointer) ? 'write the number of attempts, such as `retry: 3`' : undefined;
}

/** A sentence for the commonest ways to be wrong; undefined where the message says enough. */
export function rightForm(
  pointer: string,
  { node, types }: { readonly node: YamlNode; readonly types: readonly string[] },
): string | undefined {
  const place = formAt(pointer, node);
  if (place !== undefined) return place;
  if (types.includes('array') && node.kind === 'map') return 'write `- ` before each entry';
  if (node.kind !== 'scalar') return undefined;
  const text = textOf(node);
  if (text === undefined) {
    return types.includes('string') && node.value !== null ? `put it in quotes: \`"${node.spelling}"\`` : undefined;
  }
  if (types.includes('array')) return `write \`[${text}]\`, or each on a line of its own after \`- \``;
  return isQuoted(text, types) ? `write \`${text}\` without quotes` : undefined;
}

/** Whether the text would be of a type that is wanted, were it not text. */
function isQuoted(text: string, types: readonly string[]): boolean {
  if (types.includes('boolean') && /^(?:true|false)$/.test(text)) return true;
  return (types.includes('integer') || types.includes('number')) && text.trim() !== '' && Number.isFinite(Number(text));
}

/** `github: …` or `github` alone. */
function triggerOf(node: YamlNode): string {
  const first = node.kind === 'map' ? node.entries[0]?.key.value : undefined;
  return `write a list: \`- uses: ${String(textOf(node) ?? first ?? 'github')}\``;
}

/** `a -> b` and the like. */
function edgeOf(text: string | undefined): string {
  const ends = (text ?? '').split(/[-=]+>|→|>>/).map((name) => name.trim());
  const [from = 'one', to = 'other'] = ends.filter((name) => /^\w+$/.test(name));
  return `write \`{ from: ${from}, to: ${to} }\``;
}

import type { Finding } from '../diagnostic.ts';
import type { YamlNode } from '../parse/tree.ts';
import { isPlain } from '../parse/convert.ts';

/** Booleans of YAML 1.1 that are text in YAML 1.2. */
const MEANT: { readonly [word: string]: boolean | undefined } = {
  yes: true,
  on: true,
  y: true,
  no: false,
  off: false,
  n: false,
};

/** `enabled: yes` where a boolean is wanted. Undefined for every other value, and for one in quotes. */
export function oldBoolean(node: YamlNode): Finding | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || !isPlain(node)) return undefined;
  const meant = MEANT[node.spelling.toLowerCase()];
  if (meant === undefined) return undefined;
  return {
    code: 'W010',
    span: node.span,
    message: `\`${node.spelling}\` is text in YAML 1.2`,
    help: `write \`${meant}\``,
    fix: { title: `write \`${meant}\``, span: node.span, text: String(meant) },
  };
}

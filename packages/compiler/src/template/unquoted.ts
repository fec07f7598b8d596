import type { Finding } from '../diagnostic.ts';
import type { YamlNode } from '../parse/tree.ts';

/** `prompt: {topic}` is a YAML map with an empty value; what is meant is the placeholder. Undefined for any other value. */
export function unquotedPlaceholder(node: YamlNode): (Finding & { readonly root: string }) | undefined {
  const [only, ...others] = node.kind === 'map' ? node.entries : [];
  if (only === undefined || others.length > 0 || only.value.kind !== 'scalar') return undefined;
  if (only.value.value !== null || only.value.spelling !== '') return undefined;
  const path = String(only.key.value);
  if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*$/.test(path)) return undefined;
  return {
    root: path.split(/[.[]/)[0] ?? path,
    code: 'W005',
    span: node.span,
    message: `\`{${path}}\` without quotes is a YAML map, not a placeholder`,
    help: 'put it in quotes',
    fix: { title: 'quote the placeholder', span: node.span, text: `"{${path}}"` },
  };
}

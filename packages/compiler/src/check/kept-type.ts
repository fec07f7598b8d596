import type { Finding } from '../diagnostic.ts';
import { textOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import { scanTemplate } from '../template/scan.ts';

/** `"{limit}"` always makes text; what is meant is the value itself. Nothing for other values. */
export function keptType(value: YamlNode): Pick<Finding, 'help' | 'fix'> {
  const text = textOf(value) ?? '';
  const [only, ...others] = scanTemplate(text);
  if (only?.kind !== 'placeholder' || others.length > 0) return {};
  const path = text.slice(only.start, only.end);
  return {
    help: `\`{${path}}\` always makes text; \`\${{ ${path} }}\` keeps the type`,
    fix: { title: 'keep the type', span: value.span, text: `"\${{ ${path} }}"` },
  };
}

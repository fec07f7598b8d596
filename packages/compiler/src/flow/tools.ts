import type { Reporter } from '../diagnostic.ts';
import { NAMED_TOOLS } from '../check/named-tools.ts';
import { suggest } from '../expression/suggest.ts';
import { entriesOf, itemsOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode } from '../parse/tree.ts';
import { entry, listOf, mapOf, textScalar } from './build.ts';
import { withoutEffect } from './no-effect.ts';

/** `tools` as the native key: each by its name. */
export function readTools(node: YamlNode, reporter: Reporter): readonly YamlEntry[] {
  const tools = valueOf(node, 'tools');
  if (tools === undefined || itemsOf(tools).length === 0) return [];
  return entry(
    'tools',
    listOf(
      itemsOf(tools).flatMap((tool) => toolOf(tool, reporter)),
      tools.span,
    ),
  );
}

function toolOf(tool: YamlNode, reporter: Reporter): readonly YamlNode[] {
  const name = textScalar(tool) ?? textScalar(valueOf(tool, 'name'));
  if (name === undefined) return [];
  const text = String(name.value);
  if (!NAMED_TOOLS.includes(text)) {
    reporter.report({
      code: 'W317',
      span: name.span,
      message: `there is no tool \`${text}\``,
      ...suggest(text, NAMED_TOOLS),
    });
  }
  for (const { key } of entriesOf(tool)) {
    if (key.value === 'on_error') withoutEffect(key, 'a failure of a tool is told to the model', reporter);
  }
  return tool.kind === 'map' ? [mapOf([entry('uses', name)], tool.span)] : [name];
}

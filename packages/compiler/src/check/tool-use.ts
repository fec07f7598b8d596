// A tool of a plugin that a node offers its model: that it is there, and takes the arguments that are fixed.
import { suggest } from '../expression/suggest.ts';
import { entriesOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import type { CheckContext } from './context.ts';
import { NAMED_TOOLS } from './named-tools.ts';

type Use = { readonly uses: string; readonly at: YamlNode; readonly given: YamlNode | undefined };

export function checkToolUse({ uses, at, given }: Use, { catalogue, document, reporter }: CheckContext): void {
  const tool = catalogue.tools.get(uses);
  if (tool === undefined) {
    if (NAMED_TOOLS.includes(uses)) {
      reporter.report({
        code: 'W303',
        span: at.span,
        message: `no plugin for the tool \`${uses}\` is installed, so the run would be refused`,
        help: 'add a plugin that offers such a tool, and name that',
      });
      return;
    }
    // What is none of the names of the flow dialect was said when the file was read.
    if (document.isFlow) return;
    reporter.report({
      code: 'W317',
      span: at.span,
      message: `no plugin offers the tool \`${uses}\``,
      ...suggest(uses, [...catalogue.tools.keys()]),
    });
    return;
  }
  if (typeof tool.input === 'boolean') return;
  const { properties = {}, additionalProperties = false } = tool.input;
  for (const { key } of entriesOf(given)) {
    const name = String(key.value);
    if (Object.hasOwn(properties as object, name) || additionalProperties !== false) continue;
    reporter.report({
      code: 'W308',
      span: key.span,
      message: `\`${uses}\` takes no input \`${name}\``,
      ...suggest(name, Object.keys(properties as object)),
    });
  }
}

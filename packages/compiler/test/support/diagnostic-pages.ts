// The catalogue as files: examples for `explain` and a page for each code, made from the golden folders.
import { readdirSync, readFileSync } from 'node:fs';
import { CODES } from '@configurable-agents/compiler';
import type { Code } from '@configurable-agents/compiler';
import { explain } from '@configurable-agents/compiler/explain';

const GOLDEN = new URL('../golden/diagnostics/', import.meta.url);

export const EXAMPLES_FILE: URL = new URL('../../src/explain/examples.generated.ts', import.meta.url);
export const PAGES: URL = new URL('../../../../docs/diagnostics/', import.meta.url);

/** Long examples are cut: what counts stands at their start. */
function cut(text: string): string {
  const lines = text
    .replaceAll('\u0000', '\\0')
    .split('\n')
    .map((line) => (line.length > 160 ? `${line.slice(0, 120)}…` : line));
  return lines.length > 40
    ? `${lines.slice(0, 8).join('\n')}\n  # … ${lines.length - 9} more lines\n`
    : lines.join('\n');
}

/** The text of `examples.generated.ts`. */
export function examplesText(): string {
  const entries = readdirSync(GOLDEN)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((folder) => {
      const read = (file: string): string => cut(readFileSync(new URL(`${folder}/${file}`, GOLDEN), 'utf8'));
      const [code = ''] = folder.split('-');
      return `  ${code}: ${JSON.stringify([read('workflow.yaml'), read('expected.txt'), read('ok.yaml')])},`;
    });
  return `// Made by \`npm run docs:diagnostics\` from the golden folders: a wrong workflow, what is said of it, the right one.
export const EXAMPLES: { readonly [code: string]: readonly [bad: string, shown: string, good: string] } = {
${entries.join('\n')}
};
`;
}

/** Every page by its file name. */
export function pages(): ReadonlyMap<string, string> {
  const codes = Object.keys(CODES) as Code[];
  const found = new Map(codes.map((code) => [`${code}-${CODES[code].name}.md`, pageOf(code)]));
  return found.set('README.md', indexOf(codes));
}

function pageOf(code: Code): string {
  const { name, severity, title, reason, bad, shown, good, silence } = explain(code);
  const block = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
  return `# ${code} ${name}

${title} Severity: ${severity}.

${reason}

## Wrong

${block('yaml', bad)}
${block('text', shown)}
## Right

${block('yaml', good)}${silence === undefined ? '' : `\n## To live with it\n\n${silence}\n`}`;
}

function indexOf(codes: readonly Code[]): string {
  const rows = codes.map((code) => {
    const { name, severity, title } = CODES[code];
    return `| [${code}](${code}-${name}.md) | \`${name}\` | ${severity} | ${title.replaceAll('|', '\\|')} |`;
  });
  return `# Findings

Every finding of the compiler by its code: W0xx YAML, W1xx shape, W2xx expressions and types, W3xx names, W4xx graph and data flow.
\`configurable-agents explain CODE\` shows the same on a terminal. The severity of a code can be another for a project, see
[configuration](../configuration.md); a finding can be ignored in a place by a comment with a reason:

\`\`\`text
# configurable-agents-ignore unknown-model: it is in preview
\`\`\`

| code | name | severity | what it says |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

// `type: list[str]` between braces: YAML reads the bracket as a list.
import type { Finding } from '../diagnostic.ts';
import type { Source, Span } from '../source.ts';

/** The type that stands without quotes where the parser stumbled. */
export function unquotedType(
  source: Source,
  { at, line }: { readonly at: number; readonly line: number },
): Finding | undefined {
  const start = source.startOf(line);
  const text = source.text.slice(start, source.startOf(line + 1));
  for (const { index } of text.matchAll(/(?<=:[ \t]+)(?:list|dict)\[/g)) {
    const span = typeSpan(source.text, start + index);
    if (span === undefined || at < span[0] || at > span[1]) continue;
    const type = source.text.slice(...span);
    return {
      code: 'W001',
      span,
      message: `between braces the bracket of \`${type}\` begins a list`,
      help: 'put the type in quotes',
      fix: { title: 'put the type in quotes', span, text: `"${type}"` },
    };
  }
  return undefined;
}

/** To the bracket that closes the first one, on the same line. */
function typeSpan(text: string, start: number): Span | undefined {
  let depth = 0;
  for (let at = start; at < text.length && text[at] !== '\n' && text[at] !== '"'; at += 1) {
    if (text[at] === '[') depth += 1;
    if (text[at] !== ']') continue;
    depth -= 1;
    if (depth === 0) return [start, at + 1];
  }
  return undefined;
}

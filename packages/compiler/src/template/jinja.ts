// Templates of Jinja, Liquid, Handlebars and n8n in a text, which are text here, with what is written instead.
import type { Finding } from '../diagnostic.ts';
import type { Span } from '../source.ts';

type Found = {
  readonly at: readonly [start: number, end: number];
  readonly message: string;
  readonly help: string;
  readonly text?: string;
};

/** Roots that other languages' templates read. `$json` is n8n's. */
const ROOTS = new Set(
  'inputs outputs vars trigger taskrun execution steps item $json $node $input xcom params'.split(' '),
);

const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*$/;

/** Each `{{ … }}` that begins with a name, and the first `{% … %}`. */
export function jinjaIn(text: string, isName: (name: string) => boolean): readonly Found[] {
  const found: Found[] = [];
  for (const { 0: whole, 1: inner = '', index } of text.matchAll(/(?<!\$)\{\{([^{}]*)\}\}/g)) {
    const content = inner.replace(/^-|-$/g, '').trim();
    const [root = ''] = /^[$A-Za-z_]\w*/.exec(content) ?? [];
    if (!isName(root) && !(ROOTS.has(root) && /^[$\w]+[.[(]/.test(content))) continue;
    found.push({
      at: [index, index + whole.length],
      message: `\`${shorten(whole)}\` is text: double braces are an escape`,
      ...insteadOf(content, isName),
    });
  }
  const block = /\{%-?\s*(?:if|for|else|set|macro)\b[^%]{0,200}%\}/.exec(text);
  if (block !== null) {
    const [whole] = block;
    found.push({
      at: [block.index, block.index + whole.length],
      message: `\`${shorten(whole)}\` is text: there are no statements in templates`,
      help: 'leave a node out by `when:`, or choose a text by `${{ condition ? "one" : "other" }}`',
    });
  }
  return found;
}

/** What is written for the inside of double braces. */
function insteadOf(content: string, isName: (name: string) => boolean): Pick<Found, 'help' | 'text'> {
  const path = content.replace(
    /^(?:outputs|steps|vars|tasks)\.(?:([A-Za-z_]\w*)\.outputs\.)?/,
    (_all, node: string | undefined) => (node === undefined ? '' : `${node}.`),
  );
  const [root = ''] = /^\w+/.exec(path) ?? [];
  if (PATH.test(path) && isName(root)) return { help: `write \`{${path}}\` for the value`, text: `{${path}}` };
  const [, name = ''] = /^([\w.]+)\s*\|/.exec(content) ?? [];
  if (name !== '')
    return { help: `there are no filters; write an expression, such as \`\${{ ${name}.upperAscii() }}\`` };
  return { help: 'write `{name}` for a value, `${{ … }}` for an expression' };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export function withSpans({ message, help, text }: Omit<Found, 'at'>, { span }: { readonly span: Span }): Finding {
  const fix =
    text === undefined ? undefined : { title: 'write single braces', span, text, applicability: 'unsafe' as const };
  return { code: 'W205', span, message, help, ...(fix === undefined ? {} : { fix }) };
}

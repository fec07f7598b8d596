// Values without quotes that YAML reads as something else without complaint.
import type { Finding } from '../diagnostic.ts';
import type { Source, Span } from '../source.ts';

/** `{{ path }}` as a value of its own: YAML reads a map whose key is a map. Undefined for other maps. */
export function doubleBraces({ text }: Source, span: Span): Finding | undefined {
  const written = text.slice(...span);
  const [, path] = /^\{\{[ \t]*([A-Za-z_]\w*(?:\.\w+|\[\d+\])*)[ \t]*\}\}$/.exec(written) ?? [];
  if (path === undefined) return undefined;
  const meant = `"{${path}}"`;
  return {
    code: 'W005',
    span,
    message: `\`${written}\` without quotes is a YAML map, and placeholders have single braces`,
    help: `write \`${meant}\`, with quotes`,
    fix: { title: `write \`${meant}\``, span, text: meant },
  };
}

/** `channel: #general`: what begins with `#` after a blank is a comment, so that the value is empty. `end`: where the key ends. */
export function commentValue({ text }: Source, end: number): Finding | undefined {
  const lineEnd = text.indexOf('\n', end);
  const rest = text.slice(end, Math.min(lineEnd < 0 ? text.length : lineEnd, end + 500));
  // A comment for people begins with a blank, or is longer than a word.
  const found = /^[ \t]*:[ \t]+(#[\w-]+)[ \t]*\r?$/.exec(rest);
  const [, word] = found ?? [];
  if (word === undefined) return undefined;
  const start = end + rest.indexOf('#');
  const span: Span = [start, start + word.length];
  return {
    code: 'W110',
    span,
    message: `\`${word}\` is a comment, so the value is empty`,
    help: `write \`"${word}"\`, with quotes`,
    fix: { title: 'put the value in quotes', span, text: `"${word}"` },
  };
}

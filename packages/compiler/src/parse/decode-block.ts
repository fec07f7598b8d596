// Literal and folded block scalars: indentation, folding of lines, chomping of the end.
import type { Decoded } from './span-map.ts';
import { TrackedText } from './tracked-text.ts';

/** A physical line: where it starts, where its text begins after blanks, where it ends (before the newline). */
type Line = { readonly start: number; readonly text: number; readonly end: number };

type Block = {
  readonly source: string;
  readonly base: number;
  readonly lines: readonly Line[];
  readonly isFolded: boolean;
  readonly chomp: '' | '+' | '-';
  /** Blanks that belong to the indentation and not to the text. */
  indent: number;
};

/** A block scalar from its `|` or `>` on; `indent`: the blanks before the map or list that it stands in. */
export function decodeBlock(
  written: string,
  { at, indent }: { readonly at: number; readonly indent: number },
): Decoded {
  const [head = ''] = /^[^ \t\r\n]*/.exec(written) ?? [];
  const newline = written.indexOf('\n');
  const header = newline < 0 ? written.length : newline + 1;
  const source = written.slice(header);
  const base = at + header;
  const explicit = Number(/\d/.exec(head)?.[0] ?? 0);
  const block: Block = {
    source,
    base,
    lines: linesOf(source),
    isFolded: head.startsWith('>'),
    chomp: head.includes('+') ? '+' : head.includes('-') ? '-' : '',
    indent: indent + explicit,
  };
  const out = new TrackedText();
  const contentEnd = endOfContent(block);
  if (contentEnd === 0) return decodeEmpty(block, out);
  const first = findIndent(block, { contentEnd, isExplicit: explicit > 0 });
  // The indentation decides which trailing lines hold more blanks than it, and so are content.
  let last = contentEnd;
  for (const [index, line] of block.lines.entries()) {
    if (index >= contentEnd && line.text - line.start > block.indent) last = index + 1;
  }
  leadingLines(block, { first, out });
  if (block.isFolded) foldLines(block, { first, last, out });
  else literalLines(block, { first, last, out });
  chompEnd(block, { last, out });
  return out.end(base + block.source.length);
}

function linesOf(source: string): readonly Line[] {
  if (source === '') return [];
  const lines: Line[] = [];
  let start = 0;
  for (;;) {
    const newline = source.indexOf('\n', start);
    const end = newline < 0 ? source.length : newline;
    let text = start;
    while (text < end && source[text] === ' ') text += 1;
    lines.push({ start, text, end });
    if (newline < 0) return lines;
    start = newline + 1;
  }
}

function isEmpty({ source }: Block, { text, end }: Line): boolean {
  return text === end || (end - text === 1 && source[text] === '\r');
}

function endOfContent(block: Block): number {
  let end = block.lines.length;
  while (end > 0 && isEmpty(block, block.lines[end - 1] as Line)) end -= 1;
  return end;
}

function decodeEmpty({ chomp, lines, base, source }: Block, out: TrackedText): Decoded {
  if (chomp === '+') {
    for (let i = 0; lines.length > 0 && i < Math.max(1, lines.length - 1); i += 1)
      out.addAll('\n', base + (lines[i]?.end ?? 0));
  }
  return out.end(base + source.length);
}

/** Sets the indentation by the first line with text, and returns that line's index. */
function findIndent(
  block: Block,
  { contentEnd, isExplicit }: { readonly contentEnd: number; readonly isExplicit: boolean },
): number {
  for (let i = 0; i < contentEnd; i += 1) {
    const line = block.lines[i] as Line;
    const blanks = line.text - line.start;
    if (!isEmpty(block, line)) {
      if (!isExplicit) block.indent = blanks;
      return i;
    }
    if (!isExplicit && blanks > block.indent) block.indent = blanks;
  }
  return 0;
}

type Range = { readonly first: number; readonly last: number; readonly out: TrackedText };

function put(
  block: Block,
  { from, to, out }: { readonly from: number; readonly to: number; readonly out: TrackedText },
): void {
  if (to > from) out.add(block.source.slice(from, to), block.base + from);
}

function leadingLines(block: Block, { first, out }: { readonly first: number; readonly out: TrackedText }): void {
  for (const line of block.lines.slice(0, first)) {
    put(block, { from: Math.min(line.start + block.indent, line.text), to: line.text, out });
    out.addAll('\n', block.base + line.end);
  }
}

/** A line's text end: a carriage return before the newline is no text. */
function textEnd({ source }: Block, { text, end }: Line): number {
  return end > text && source[end - 1] === '\r' ? end - 1 : end;
}

function literalLines(block: Block, { first, last, out }: Range): void {
  for (let i = first; i < last; i += 1) {
    const line = block.lines[i] as Line;
    if (i > first) out.addAll('\n', block.base + (block.lines[i - 1] as Line).end);
    put(block, { from: Math.min(line.start + block.indent, line.text), to: textEnd(block, line), out });
  }
}

function foldLines(block: Block, { first, last, out }: Range): void {
  let join = '';
  let joinAt = 0;
  let wasIndented = false;
  for (let i = first; i < last; i += 1) {
    const line = block.lines[i] as Line;
    const end = textEnd(block, line);
    const isIndented = line.text - line.start > block.indent || (block.source[line.text] === '\t' && line.text < end);
    if (isIndented) {
      if (join === ' ') join = '\n';
      else if (!wasIndented && join === '\n') join = '\n\n';
      out.addAll(join, block.base + joinAt);
      put(block, { from: Math.min(line.start + block.indent, line.text), to: end, out });
      join = '\n';
      wasIndented = true;
    } else if (line.text >= end) {
      if (join === '\n') out.addAll('\n', block.base + joinAt);
      else join = '\n';
    } else {
      out.addAll(join, block.base + joinAt);
      put(block, { from: line.text, to: end, out });
      join = ' ';
      wasIndented = false;
    }
    joinAt = line.end;
  }
}

function chompEnd(block: Block, { last, out }: { readonly last: number; readonly out: TrackedText }): void {
  const before = block.lines[last - 1];
  const at = block.base + (before?.end ?? 0);
  if (block.chomp === '-') return;
  if (block.chomp === '') {
    out.addAll('\n', at);
    return;
  }
  for (let i = last; i < block.lines.length; i += 1) {
    const line = block.lines[i] as Line;
    out.addAll('\n', block.base + (block.lines[i - 1]?.end ?? 0));
    put(block, { from: Math.min(line.start + block.indent, line.text), to: line.text, out });
  }
  if (!out.value.endsWith('\n')) out.addAll('\n', at);
}

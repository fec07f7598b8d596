// A template's text cut into fixed text, placeholders and embedded expressions. Pure text work: what the names mean is for
// `resolve`.
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `{a.b[0]}`; `start` is the offset of the path, after the brace and blanks. */
  | {
      readonly kind: 'placeholder';
      readonly path: readonly (string | number)[];
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'expression'; readonly source: string; readonly start: number }
  | { readonly kind: 'unclosed'; readonly start: number };

const PLACEHOLDER = /\{[ \t]*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*)[ \t]*\}/y;

/** Cuts a template. `{{` is a brace, `}}` closes it where one is open; braces around anything but a path are text. */
export function scanTemplate(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let fixed = '';
  let openEscapes = 0;
  const flush = (): void => {
    if (fixed !== '') pieces.push({ kind: 'text', text: fixed });
    fixed = '';
  };
  for (let at = 0; at < text.length;) {
    if (text.startsWith('${{', at)) {
      const end = endOfExpression(text, at + 3);
      flush();
      if (end === undefined) return [...pieces, { kind: 'unclosed', start: at }];
      pieces.push({ kind: 'expression', source: text.slice(at + 3, end), start: at + 3 });
      at = end + 2;
    } else if (text.startsWith('{{', at)) {
      fixed += '{';
      openEscapes += 1;
      at += 2;
    } else if (openEscapes > 0 && text.startsWith('}}', at)) {
      fixed += '}';
      openEscapes -= 1;
      at += 2;
    } else {
      PLACEHOLDER.lastIndex = at;
      const found = text[at] === '{' ? PLACEHOLDER.exec(text) : null;
      if (found === null) {
        fixed += text[at];
        at += 1;
        continue;
      }
      flush();
      const [whole, path = ''] = found;
      const start = at + whole.indexOf(path);
      pieces.push({ kind: 'placeholder', path: splitPath(path), start, end: start + path.length });
      at += whole.length;
    }
  }
  flush();
  return pieces;
}

/** What may hold a `}}` that ends nothing: texts and bytes, raw ones too, quoted fields, comments. */
const OPAQUE =
  /(?:[rR][bB]?|[bB][rR])(?:"""[^]*?"""|'''[^]*?'''|"[^"\n]*"|'[^'\n]*')|[bB]?(?:"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|`[^`\n]*`|\/\/[^\n]*/y;

/** The `}}` that ends an expression: not one inside quotes, and not the braces of its maps. */
function endOfExpression(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    OPAQUE.lastIndex = at;
    const opaque = OPENERS.has(text[at] ?? '') ? OPAQUE.exec(text) : null;
    if (opaque !== null) at += opaque[0].length - 1;
    else if (text[at] === '{') depth += 1;
    else if (text[at] === '}' && depth > 0) depth -= 1;
    else if (text.startsWith('}}', at)) return at;
  }
  return undefined;
}

const OPENERS = new Set(['"', "'", '`', '/', 'r', 'R', 'b', 'B']);

/** `a.b[0]` as steps. */
export function splitPath(path: string): readonly (string | number)[] {
  return path.split(/\.|(?=\[)/).map((step) => (step.startsWith('[') ? Number(step.slice(1, -1)) : step));
}

/** The one expression that a scalar is, blanks around it aside, or undefined. */
export function soleExpression(text: string): { readonly source: string; readonly start: number } | undefined {
  const pieces = scanTemplate(text).filter((piece) => piece.kind !== 'text' || piece.text.trim() !== '');
  const [only] = pieces;
  return pieces.length === 1 && only?.kind === 'expression' ? only : undefined;
}

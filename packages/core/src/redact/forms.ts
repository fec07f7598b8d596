// A text that is to be hidden in the forms that encodings give it. Pure.
/** Forms of shorter values would mask ordinary words. */
const SHORTEST_FORMED = 8;
/** Texts whose forms are kept: a log line is masked more often than a secret is read. */
const MOST_KNOWN = 200;
const known = new Map<string, readonly string[]>();

/** A text as it is, and in JSON, in an address, in Base64, in hexadecimal, in capital and in small letters. */
export function formsOf(text: string): readonly string[] {
  if (text.length < SHORTEST_FORMED) return text === '' ? [] : [text];
  const before = known.get(text);
  if (before !== undefined) return before;
  const forms = [...new Set([text, text.toLowerCase(), text.toUpperCase(), ...encoded(text)])];
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, forms);
  return forms;
}

function encoded(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const inAddress = [encodeURIComponent(text.toWellFormed()), new URLSearchParams({ '': text }).toString().slice(1)];
  return [
    JSON.stringify(text).slice(1, -1),
    ...inAddress,
    ...inAddress.map((each) => each.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())),
    ...[0, 1, 2].flatMap((before) => {
      const base64 = inBase64(bytes, before);
      return [base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
    }),
    hex,
    hex.toUpperCase(),
  ];
}

/** What of a Base64 text the hidden one alone decides, that many bytes (or three times more) after its beginning: `user:SECRET` has five. */
function inBase64(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

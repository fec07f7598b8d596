// Completion: what may be written at an offset. The word there is replaced by a marker, the text is compiled, and what is asked is
// where the marker ended up: in a template or an expression, as a key, or as a value.
import { locate } from '../parse/span-map.ts';
import type { YamlNode } from '../parse/tree.ts';
import type { Span } from '../source.ts';
import { namesAt } from './complete-expression.ts';
import { keysAt } from './complete-keys.ts';
import { valuesAt } from './complete-values.ts';
import type { CompletionItem, Offer } from './item.ts';
import { mark, MARKER } from './marker.ts';
import type { Marked } from './marker.ts';
import { openSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { spotAt } from './spot.ts';

export type { CompletionItem, ItemKind } from './item.ts';

/** What may stand at an offset, the likeliest first. */
export function complete(
  { source, options, known }: Pick<Snapshot, 'source' | 'options' | 'known'>,
  offset: number,
): readonly CompletionItem[] {
  const marked = mark(source.text, offset, known);
  const snapshot = openSnapshot(marked.text, options, { known });
  const { root } = snapshot;
  if (root === undefined) return [];
  const spot = spotAt(root, marked.text.indexOf(MARKER));
  if (spot.kind === 'key') {
    if (!String(spot.entry.key.value).includes(MARKER)) return [];
    const keys = placed(keysAt(spot, snapshot), marked.word, keyText(source.text, marked));
    // What stands alone in a list may be an item as well.
    const isItem = marked.isKey && spot.map.entries.length === 1 && spot.holders.at(-2)?.kind === 'list';
    return isItem ? [...keys, ...placed(valuesAt(spot.path, snapshot), marked.word)] : keys;
  }
  const scalar = spot.node;
  if (scalar.kind !== 'scalar' || typeof scalar.value !== 'string' || !scalar.value.includes(MARKER)) return [];
  const named = namesAt(scalar, snapshot);
  if (named !== undefined) return placed(named, marked.word);
  return placed(valuesAt(spot.path, snapshot), wholeOf(scalar, marked));
}

function placed(
  offers: readonly Offer[],
  span: Span,
  textOf: (offer: Offer) => string = ({ label, text = label }) => text,
): readonly CompletionItem[] {
  const seen = new Set<string>();
  return offers.flatMap((each) => {
    if (seen.has(each.label)) return [];
    seen.add(each.label);
    return [{ ...each, span, text: textOf(each) }];
  });
}

/** A key comes with its colon, unless there is one. */
function keyText(text: string, { word }: Marked): (offer: Offer) => string {
  const hasColon = /^["']?[ \t]*:/.test(text.slice(word[1], word[1] + 20));
  return ({ label, text: own = `${label}: ` }) => (hasColon ? label : own);
}

/** Names of actions and models are more than a word, so that the whole of a value goes. */
function wholeOf(scalar: YamlNode & { readonly kind: 'scalar' }, { back }: Marked): Span {
  const value = String(scalar.value);
  const [start, end] = [locate(scalar, 0), locate(scalar, value.length - 1) + 1];
  return [back(start), back(end)];
}

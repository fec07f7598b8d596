// Keys that a map may have and has not yet.
import { inputNames } from '../check/admission.ts';
import { entryOf } from '../parse/tree.ts';
import { describeViews, typeWord } from './describe.ts';
import { offer } from './item.ts';
import type { Offer } from './item.ts';
import { keysOf, viewsAt } from './language.ts';
import type { View } from './language.ts';
import { matches } from './pattern.ts';
import type { Snapshot } from './snapshot.ts';
import type { Spot } from './spot.ts';

/** Keys of the schemas that hold there, and the document's own names where those are keys. */
export function keysAt({ map, path }: Spot & { readonly kind: 'key' }, snapshot: Snapshot): readonly Offer[] {
  const { root } = snapshot;
  if (root === undefined) return [];
  const keys = keysOf(viewsAt(path, { root, context: snapshot.context }));
  const named = [...namesOf(path, snapshot)].map((name) => offer('field', name));
  const known = [...keys].map(([key, views]) => keyOffer(key, views));
  return [...named, ...known].filter(({ label }) => entryOf(map, label) === undefined);
}

function keyOffer(key: string, views: readonly View[]): Offer {
  const detail = typeWord(views);
  const isCollection = detail === 'object' || detail === 'array';
  return offer('key', key, {
    detail,
    documentation: describeViews(views),
    ...(isCollection ? { text: `${key}:` } : {}),
  });
}

/** Maps whose keys are names of the document. */
function namesOf(path: Spot['path'], { context }: Snapshot): Iterable<string> {
  if (context === undefined) return [];
  const { fields, indexOf, document, catalogue } = context;
  if (matches(path, 'nodes.*.outputs') || matches(path, 'tests.*.expect.state')) return fields.keys();
  if (matches(path, 'triggers.*.inputs') || matches(path, 'tests.*.inputs')) return inputNames(context);
  if (matches(path, 'tests.*.mocks')) return indexOf.keys();
  if (matches(path, 'tests.*.answers'))
    return document.nodes.filter(({ uses }) => uses === 'approval').map(({ name }) => name);
  return matches(path, 'observability') ? catalogue.trackers.keys() : [];
}

// A key that the language does not have: what is said about it, and what it is read as from there on.
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Finding } from '../diagnostic.ts';
import { suggestOr } from '../expression/suggest.ts';
import { isSameWord } from '../fix/rename.ts';
import { entryOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode } from '../parse/tree.ts';
import { foreignKey } from './foreign-keys.ts';
import type { Foreign } from './foreign-keys.ts';
import type { Change } from './mend.ts';
import { placeName } from './words.ts';

export type UnknownKey = {
  readonly finding: Finding;
  /** What it is read as from there on, where its meaning is known. */
  readonly change?: Change;
  /** A key that is not missed beside it. */
  readonly stands?: string;
};

/**
 * `node`: the map that holds the key; `lacks`: a key that the map needs is not in it; `isBrief`: only how bad it is; `isNative`: the
 * document is of the native dialect.
 */
export function unknownKey(
  error: ErrorObject,
  {
    node,
    lacks = false,
    isBrief = false,
    isNative = true,
  }: {
    readonly node: YamlNode;
    readonly lacks?: boolean;
    readonly isBrief?: boolean;
    readonly isNative?: boolean;
  },
): UnknownKey | undefined {
  const key = String(error.params['additionalProperty']);
  const entry = entryOf(node, key);
  if (entry === undefined) return undefined;
  const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
  const pointer = error.instancePath;
  const finding: Finding = {
    code: 'W101',
    span: entry.key.span,
    message: `unknown key \`${key}\` in ${placeName(pointer)}`,
    // Inside a node, an edge or a retry policy a key that is not read changes what runs; elsewhere it may be a note.
    severity: (isNative ? /^\/(?:nodes|edges)\// : /^\/edges\//).test(pointer) ? 'error' : 'warning',
  };
  const near = isBrief ? undefined : known.find((each) => isSameWord(each, key));
  const foreign = near === undefined && isNative ? foreignKey(key, { pointer, value: entry.value, known }) : undefined;
  if (foreign !== undefined) return ofForeign(foreign, { entry, node, finding });
  if (isBrief) return { finding };
  const way = suggestOr(key, known, `the keys here are ${known.join(', ')}`);
  const to = way.meant?.to;
  const isError = finding.severity === 'error' || lacks;
  const isFree = to !== undefined && entryOf(node, to) === undefined && isError;
  const severity = isFree ? 'error' : finding.severity;
  return {
    finding: { ...finding, ...way, ...(severity === undefined ? {} : { severity }) },
    ...(isFree ? { change: { kind: 'rename', to } } : {}),
  };
}

type Place = { readonly entry: YamlEntry; readonly node: YamlNode; readonly finding: Finding };

function ofForeign(foreign: Foreign, { entry, node, finding: before }: Place): UnknownKey {
  // What it means elsewhere is known, so that it is no note, and a workflow without it is not the one that was meant.
  const finding: Finding = { ...before, severity: 'error' };
  const { key, value } = entry;
  switch (foreign.kind) {
    case 'rename': {
      const { to } = foreign;
      if (entryOf(node, to) !== undefined)
        return {
          finding: { ...finding, help: `\`${to}\` says it here, and is there already` },
          change: { kind: 'drop' },
        };
      const fix = { title: `write \`${to}\``, span: key.span, text: to };
      return { finding: { ...finding, help: `write \`${to}\``, fix }, change: { kind: 'rename', to } };
    }
    case 'rewrite': {
      const text = foreign.text(value);
      const help = text === undefined ? `\`${foreign.to}\` says it here` : `write \`${text}\``;
      const isFree = text !== undefined && entryOf(node, foreign.to) === undefined;
      const fix = { title: `write \`${text ?? ''}\``, span: [key.span[0], value.span[1]] as const, text: text ?? '' };
      return { finding: { ...finding, help, ...(isFree ? { fix } : {}) }, change: { kind: 'drop' } };
    }
    case 'remove': {
      const remove = { title: `remove \`${String(key.value)}\``, span: value.span };
      return { finding: { ...finding, help: `remove it: ${foreign.why}`, remove }, change: { kind: 'drop' } };
    }
    case 'advice': {
      const { help, stands, wrap } = foreign;
      const isFree = wrap !== undefined && entryOf(node, wrap[0]) === undefined;
      const change: Change = isFree ? { kind: 'rename', to: wrap[0], inner: wrap[1] } : { kind: 'drop' };
      return { finding: { ...finding, help }, change, ...(stands === undefined ? {} : { stands }) };
    }
  }
}

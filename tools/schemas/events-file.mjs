// The two files that a generator of typed events writes into a plugin.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { named, nameOf, sorted } from './plain.mjs';

/** A reference to something shorter would be as long as the thing itself, in characters. */
const WORTH_SHARING = 80;

/** Where a package is installed, and its version as the lock file has it. */
export function installed(name) {
  const folder = join(import.meta.dirname, 'node_modules', ...name.split('/'));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { folder, source: `${name} ${version}` };
}

/** Writes `schemas/events.json.br` and `src/event-types.generated.ts` of a plugin, and says how large they are. */
export function writeEvents(plugin, { types, source }) {
  const folder = join(import.meta.dirname, '..', '..', 'packages', 'plugins', plugin);
  const text = Buffer.from(JSON.stringify(share(types)));
  const compressed = brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
  const list = Object.keys(sorted(types));
  const lines = list.map((type) => `  '${type}',\n`).join('');
  mkdirSync(join(folder, 'schemas'), { recursive: true });
  writeFileSync(join(folder, 'schemas', 'events.json.br'), compressed);
  writeFileSync(
    join(folder, 'src', 'event-types.generated.ts'),
    `// Written by tools/schemas from ${source}.\n\n` +
      `/** Names of the events that \`schemas/events.json.br\` describes, sorted. */\n` +
      `export const EVENT_TYPES: readonly string[] = [\n${lines}];\n`,
  );
  process.stdout.write(
    `${plugin}: ${list.length} types, ${text.length} bytes of JSON, ${compressed.length} compressed\n`,
  );
}

/** `{types, $defs}`: what stands in several places becomes a definition, once. */
export function share(types) {
  const { roots, uses } = intern(sorted(types));
  const references = new Map();
  const definitions = {};
  const emit = (schema, place) => {
    const isShared = uses.get(schema) > 1 && JSON.stringify(schema).length > WORTH_SHARING;
    if (!isShared) return mapChildren(schema, emit);
    if (!references.has(schema)) {
      const name = freeName(nameOf(schema) ?? place, definitions);
      references.set(schema, { $ref: `#/$defs/${name}` });
      // Taken before its parts are named, so that names go by where a schema stands first.
      definitions[name] = {};
      definitions[name] = mapChildren(schema, emit);
    }
    return references.get(schema);
  };
  return { types: mapValues(roots, emit), $defs: sorted(definitions) };
}

/** The same types with equal schemas as one object, and how often each stands in the file. */
function intern(types) {
  const known = new Map();
  const uses = new Map();
  const visit = (schema) => {
    const text = JSON.stringify(schema);
    // The parts of a schema that was seen before stand in the file once, so they are not counted again.
    if (!known.has(text)) known.set(text, named(nameOf(schema), mapChildren(schema, visit)));
    const one = known.get(text);
    uses.set(one, (uses.get(one) ?? 0) + 1);
    return one;
  };
  return { roots: mapValues(types, visit), uses };
}

/** A copy with every schema below replaced; `map` gets the schema and the name of its place. */
function mapChildren(schema, map) {
  const { properties, additionalProperties, items } = schema;
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: mapValues(properties, map) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: map(additionalProperties, 'value') } : {}),
    ...(items === undefined ? {} : { items: map(items, 'item') }),
  };
}

function mapValues(record, map) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

function freeName(name, taken) {
  let candidate = name;
  for (let number = 2; Object.hasOwn(taken, candidate); number += 1) candidate = `${name}_${number}`;
  return candidate;
}

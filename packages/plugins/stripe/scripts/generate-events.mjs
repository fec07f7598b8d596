// Types of Stripe's events, from the TypeScript types of its npm package: npm has no schema of them. Run by hand at a release;
// see the README.
//   node scripts/generate-events.mjs FOLDER    FOLDER is where the packages are installed
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeEvents } from '../../github/scripts/events-file.mjs';
import { named, plain, union } from '../../github/scripts/schemas.mjs';

const VERSION = '23.1.0';
/** How many objects below `data.object` are described; what is deeper is an open object. */
const DEPTH = 3;
/** TypeScript has one type of numbers. Stripe counts money, time and things in integers; these are the others. */
const FRACTIONS = /percent|latitude|longitude|^exchange_rate$|^(?:height|length|weight|width)$/;
/** Classes of the library that are text in JSON. */
const TEXT_CLASSES = new Set(['DecimalImpl', 'StripeContext']);

const [folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error(`usage: generate-events.mjs FOLDER, with stripe@${VERSION}, typescript@5 in it`);
const installed = join(folder, 'node_modules', 'stripe');
const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
if (version !== VERSION) throw new Error(`stripe is ${version}; this script was checked against ${VERSION}`);
const { default: ts } = await import(
  pathToFileURL(join(folder, 'node_modules', 'typescript', 'lib', 'typescript.js')).href
);

const file = (name) => join(installed, 'esm', ...name.split('/'));
const [events, thinEvents] = [file('resources/Events.d.ts'), file('resources/V2/Core/Events.d.ts')];
const program = ts.createProgram([events, thinEvents], {
  strict: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
});
const checker = program.getTypeChecker();
const { TypeFlags, SymbolFlags } = ts;

const types = {};
// Snapshot events hold the object; thin events only say where it is. Both come signed to the same endpoint.
for (const all of [declared(events, 'Event'), declared(thinEvents, 'EventNotification')]) {
  for (const event of all.types) {
    const { value: type } = checker.getTypeOfSymbol(event.getProperty('type'));
    types[type] = objectOf(event, { depth: -2, above: [] });
  }
}
const [, apiVersion] = /"([^"]+)"/.exec(readFileSync(file('apiVersion.d.ts'), 'utf8'));
writeEvents(join(import.meta.dirname, '..'), { types, source: `stripe ${VERSION}, API version ${apiVersion}` });

function declared(path, name) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(path));
  return checker.getDeclaredTypeOfSymbol(checker.getExportsOfModule(module).find((each) => each.name === name));
}

/** The schema of a type; `place` is the name of the property, how deep it is, and the types above it. */
function schemaOf(type, place) {
  if (type.isUnion()) return schemaOfUnion(type, place);
  if (type.isIntersection()) {
    // `string & {}` is the library's way to leave a list of texts open, `DecimalImpl & …` its way to brand a class.
    return type.types.some(isText) ? { type: 'string' } : objectOf(type, place);
  }
  const { flags } = type;
  if (flags & TypeFlags.Null) return { type: 'null' };
  if (flags & TypeFlags.BooleanLike) return { type: 'boolean' };
  if (flags & TypeFlags.NumberLike) return { type: FRACTIONS.test(place.name) ? 'number' : 'integer' };
  if (type.isStringLiteral()) return plain({ types: ['string'], values: [type.value] });
  if (isText(type)) return { type: 'string' };
  if (!(flags & TypeFlags.Object)) return {};
  if (checker.isArrayType(type)) return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0], place) };
  return objectOf(type, place);
}

function schemaOfUnion(type, place) {
  const parts = type.types.filter(({ flags }) => !(flags & TypeFlags.Undefined));
  // An expandable field is its id, or the object where a caller asked for that. Nobody asks for an event.
  const kept = parts.some(isText) ? parts.filter((part) => !isResource(part)) : parts;
  return union(kept.map((part) => schemaOf(part, place)));
}

function isText({ flags, symbol }) {
  return (flags & TypeFlags.StringLike) !== 0 || TEXT_CLASSES.has(symbol?.name);
}

function isResource(type) {
  return (type.flags & TypeFlags.Object) !== 0 && type.getProperty('id') !== undefined;
}

function objectOf(type, { depth, above }) {
  const values = checker.getIndexInfoOfType(type, ts.IndexKind.String)?.type;
  const symbols = checker.getPropertiesOfType(type);
  const next = { depth: depth + 1, above: [...above, type] };
  if (values !== undefined) {
    return plain({ types: ['object'], additionalProperties: schemaOf(values, { ...next, name: '' }) });
  }
  if (symbols.length === 0 || depth > DEPTH || above.includes(type)) return { type: 'object' };
  const properties = {};
  const required = [];
  for (const symbol of symbols) {
    const { name } = symbol;
    const ofProperty = checker.getTypeOfSymbol(symbol);
    // Methods are no data, and `deleted?: void` says that it is never there.
    if (ofProperty.getCallSignatures().length > 0 || isVoid(ofProperty)) continue;
    // It holds what changed and no more, at every depth.
    properties[name] = name === 'previous_attributes' ? { type: 'object' } : schemaOf(ofProperty, { ...next, name });
    if (!(symbol.flags & SymbolFlags.Optional)) required.push(name);
  }
  return named(nameOf(type), plain({ types: ['object'], properties, required }));
}

function isVoid(type) {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every(({ flags }) => flags & (TypeFlags.Void | TypeFlags.Undefined));
}

/** `Charge.Outcome`: the namespaces of a type, without its module. */
function nameOf({ symbol }) {
  const parts = [];
  for (let each = symbol; each !== undefined && !(each.flags & SymbolFlags.ValueModule); each = each.parent) {
    parts.unshift(each.name);
  }
  return parts.join('.');
}

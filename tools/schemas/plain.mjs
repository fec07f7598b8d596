// JSON Schemas as the generators of typed events make them: one plain form (`type`, `enum`,
// `properties`, `required`, `additionalProperties`, `items`), with unions and intersections worked out. They type expressions and
// validate nothing, so a union of objects may be one object with the properties of all.

/** A longer list of values says little about a type and grows with every release of a vendor. */
const MOST_VALUES = 8;

const names = new WeakMap();

/** Notes what a schema is called where it comes from. It may become the name of a definition. */
export function named(name, schema) {
  if (!names.has(schema)) names.set(schema, name);
  return schema;
}

export function nameOf(schema) {
  return names.get(schema);
}

/** A schema in the plain form. Everything is sorted, so that equal schemas are equal text. Without types it takes any value. */
export function plain({ types, values, properties, required = [], additionalProperties, items }) {
  const kinds = new Set(types);
  if (kinds.has('number')) kinds.delete('integer');
  const type = [...kinds].toSorted(byText);
  if (type.length === 0) return {};
  const listed = new Set(kinds.has('null') && values !== undefined ? [...values, null] : values);
  const isObject = properties !== undefined;
  return {
    type: type.length === 1 ? type[0] : type,
    ...(listed.size > 0 && listed.size <= MOST_VALUES ? { enum: [...listed].toSorted(byText) } : {}),
    ...(isObject ? { properties: sorted(properties) } : {}),
    ...(isObject && required.length > 0 ? { required: [...new Set(required)].toSorted(byText) } : {}),
    ...(additionalProperties === undefined ? {} : { additionalProperties }),
    ...(items === undefined ? {} : { items }),
  };
}

export function typesOf({ type = [] }) {
  return Array.isArray(type) ? type : [type];
}

export function nullable(schema) {
  return union([schema, { type: 'null' }]);
}

/** One schema that takes what any of them takes. */
export function union(schemas) {
  const [first, ...others] = schemas;
  if (others.every((other) => JSON.stringify(other) === JSON.stringify(first))) return first;
  if (schemas.some(({ type }) => type === undefined)) return {};
  const objects = schemas.filter((schema) => typesOf(schema).includes('object'));
  const lists = schemas.filter((schema) => typesOf(schema).includes('array'));
  const withValue = schemas.filter(({ type }) => type !== 'null');
  const isListed = withValue.every((schema) => schema.enum !== undefined);
  const merged = plain({
    types: schemas.flatMap(typesOf),
    values: isListed ? withValue.flatMap((schema) => schema.enum) : undefined,
    ...(objects.length > 0 ? unionOfObjects(objects) : {}),
    ...(lists.length > 0 ? { items: union(lists.map(({ items = {} }) => items)) } : {}),
  });
  const [name] = withValue.map(nameOf).filter(Boolean);
  return name === undefined ? merged : named(name, merged);
}

function unionOfObjects(objects) {
  const all = [...new Set(objects.flatMap(({ properties = {} }) => Object.keys(properties)))];
  const extras = objects.map(({ properties, additionalProperties = properties === undefined }) => additionalProperties);
  if (all.length === 0) {
    const isMap = extras.every((extra) => typeof extra === 'object');
    return isMap ? { additionalProperties: union(extras) } : {};
  }
  return {
    properties: Object.fromEntries(all.map((name) => [name, union(objects.flatMap((each) => own(each, name)))])),
    required: all.filter((name) => objects.every(({ required = [] }) => required.includes(name))),
    ...(extras.some(Boolean) ? { additionalProperties: true } : {}),
  };
}

/** One schema that takes what both take. Where they disagree the first is believed. */
export function intersection(first, second) {
  if (first.type === undefined) return second;
  const types = typesOf(first).filter((type) => typesOf(second).includes(type));
  const all = [...Object.keys(first.properties ?? {}), ...Object.keys(second.properties ?? {})];
  if (!types.includes('object') || all.length === 0) return first;
  return plain({
    types,
    properties: Object.fromEntries(
      all.map((name) => [name, [...own(first, name), ...own(second, name)].reduce(intersection)]),
    ),
    required: [...(first.required ?? []), ...(second.required ?? [])],
    additionalProperties: first.additionalProperties,
  });
}

/** The schema of a property as a list of one, or of none. */
function own({ properties = {} }, name) {
  return Object.hasOwn(properties, name) ? [properties[name]] : [];
}

export function sorted(record) {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => byText(a, b)));
}

/** By code unit and null last: no locale decides. */
function byText(a, b) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
}

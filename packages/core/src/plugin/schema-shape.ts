// JSON Schemas in manifests, held against their shape. By hand: compiling the schema of schemas takes longer than the start of thirty
// plugins may.
import { patternProblem } from '../pattern/index.ts';
import {
  flag,
  isObject,
  listOf,
  mapOf,
  matching,
  may,
  objectOr,
  oneOf,
  record,
  ShapeProblem,
  shown,
  text,
  wholeNumber,
} from './shape.ts';
import type { Check } from './shape.ts';

const DRAFT = /^https:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;

/** Whether a value is a JSON Schema. What it refers to is not looked up. */
export const schema: Check = (value, place) => {
  if (typeof value === 'boolean') return;
  if (!isObject(value)) throw new ShapeProblem(place, `is ${shown(value)}; it must be a JSON Schema`);
  KEYWORDS(value, place);
};

const anyKey: Check = () => {};
const number: Check = (value, place) => {
  if (typeof value !== 'number') throw new ShapeProblem(place, `is ${shown(value)}; it must be a number`);
};
const pattern: Check = (value, place) => {
  text(value, place);
  const problem = patternProblem(String(value));
  if (problem === undefined) return;
  if (problem.kind === 'unreadable')
    throw new ShapeProblem(place, `is ${shown(value)}; it must be a regular expression`);
  const { message, at, help } = problem;
  throw new ShapeProblem(place, `is ${shown(value)}: ${message} (at character ${at[0] + 1}); ${help}`);
};

const count = may(wholeNumber(0, Number.MAX_SAFE_INTEGER));
const schemas = may(mapOf(anyKey, schema));
const list = may(listOf(schema));
const one = may(schema);
const bound = may(number);
const words = may(text);
const type = oneOf('null', 'boolean', 'object', 'array', 'number', 'integer', 'string');
const types: Check = (value, place) => (Array.isArray(value) ? listOf(type) : type)(value, place);

const KEYWORDS = record({
  $schema: may(matching(DRAFT, '"https://json-schema.org/draft/2020-12/schema", or left out')),
  $id: words,
  $ref: words,
  $anchor: words,
  title: words,
  description: words,
  format: words,
  type: may(types),
  enum: may(listOf(anyKey)),
  properties: schemas,
  patternProperties: may(mapOf(pattern, schema)),
  $defs: schemas,
  definitions: schemas,
  dependentSchemas: schemas,
  dependentRequired: may(mapOf(anyKey, listOf(text))),
  required: may(listOf(text)),
  items: one,
  contains: one,
  additionalProperties: one,
  propertyNames: one,
  unevaluatedItems: one,
  unevaluatedProperties: one,
  not: one,
  if: one,
  // oxlint-disable-next-line unicorn/no-thenable
  then: one,
  else: one,
  prefixItems: list,
  allOf: list,
  anyOf: list,
  oneOf: list,
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: bound,
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minProperties: count,
  maxProperties: count,
  minContains: count,
  maxContains: count,
  uniqueItems: may(flag),
  pattern: may(pattern),
});

/** The output of an action: a schema, or one that the workflow's configuration may give. */
export const schemaOrFromConfig = (fromConfig: Check): Check =>
  objectOr((value, place) => {
    if (isObject(value) && Object.hasOwn(value, 'fromConfig'))
      record({ fromConfig: { check: fromConfig }, default: { check: schema } })(value, place);
    else schema(value, place);
  }, schema);

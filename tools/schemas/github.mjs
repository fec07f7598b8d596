// Types of GitHub's events, from the OpenAPI documents of an npm package.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, writeEvents } from './events-file.mjs';
import { intersection, named, nullable, plain, typesOf, union } from './plain.mjs';

/** github.com first: later documents only add the events that it does not have. */
const DOCUMENTS = ['api.github.com.json', 'ghec.json', 'ghes-3.19.json'];
/** Answered by the trigger itself, so no workflow can wait for it. */
const ANSWERED = new Set(['ping']);
/** Sent by releases of Enterprise Server that no document describes any more. */
const UNDESCRIBED = ['content_reference.created'];

const { folder, source } = installed('@octokit/openapi-webhooks');

const types = {};
for (const name of DOCUMENTS) {
  const { webhooks, components } = JSON.parse(readFileSync(join(folder, 'generated', name), 'utf8'));
  const simplify = simplifier(components.schemas);
  for (const { post } of Object.values(webhooks)) {
    const schema = simplify(post.requestBody.content['application/json'].schema);
    const event = post['x-github'].subcategory.replaceAll('-', '_');
    if (ANSWERED.has(event)) continue;
    // An action that the sender of a `repository_dispatch` makes up is in no list.
    const [action] = schema.properties.action?.enum ?? [];
    types[action === undefined ? event : `${event}.${action}`] ??= schema;
  }
}

for (const type of UNDESCRIBED) types[type] ??= { type: 'object' };

writeEvents('github', { types, source });

/** Turns schemas of one document into the plain form, with references replaced by what they name. */
function simplifier(components) {
  const done = new Map();
  const open = new Set();

  function reference(name) {
    if (open.has(name)) throw new Error(`${name} holds itself: references must not go round`);
    open.add(name);
    const schema = done.get(name) ?? named(name, simplify(components[name]));
    open.delete(name);
    done.set(name, schema);
    return schema;
  }

  function simplify(schema) {
    if (schema.$ref !== undefined) return reference(schema.$ref.replace('#/components/schemas/', ''));
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices === undefined && schema.allOf === undefined) return simple(schema);
    const whole = choices ? union(choices.map(simplify)) : schema.allOf.map(simplify).reduce(intersection);
    // Beside alternatives, a `type` with null in it is all that is left of OpenAPI 3.0's `nullable`.
    return typesOf(schema).includes('null') ? nullable(whole) : whole;
  }

  function simple({ properties, additionalProperties, items, required, ...schema }) {
    return plain({
      types: properties === undefined ? typesOf(schema) : ['object', ...typesOf(schema)],
      values: schema.enum,
      properties: properties && mapValues(properties, simplify),
      required,
      additionalProperties:
        typeof additionalProperties === 'object' ? simplify(additionalProperties) : additionalProperties,
      items: items && simplify(items),
    });
  }

  return simplify;
}

function mapValues(record, map) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

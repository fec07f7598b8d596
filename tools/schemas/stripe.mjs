// Types of Stripe's events, from the TypeScript types of its npm package: npm has no schema of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, writeEvents } from './events-file.mjs';
import { openTypes } from './types.mjs';

/** Stripe counts money, time and things in integers; these are the others. */
const FRACTIONS = /percent|latitude|longitude|^exchange_rate$|^(?:height|length|weight|width)$/;

const { folder, source } = installed('stripe');
const file = (name) => join(folder, 'esm', ...name.split('/'));
const [events, thinEvents] = [file('resources/Events.d.ts'), file('resources/V2/Core/Events.d.ts')];
const { declared, textOf, objectOf } = openTypes([events, thinEvents], {
  maxDepth: 3,
  isFraction: (name) => FRACTIONS.test(name),
  textClasses: new Set(['DecimalImpl', 'StripeContext']),
  // It holds what changed and no more, at every depth.
  openObjects: new Set(['previous_attributes']),
  // An expandable field is its id, or the object where a caller asked for that. Nobody asks for an event.
  isReference: (type) => type.getProperty('id') !== undefined,
});

const types = {};
// Snapshot events hold the object; thin events only say where it is. Both come signed to the same endpoint.
for (const event of [...declared(events, 'Event'), ...declared(thinEvents, 'EventNotification')]) {
  types[textOf(event, 'type')] = objectOf(event, { depth: -2, above: [] });
}
const [, apiVersion] = /"([^"]+)"/.exec(readFileSync(file('apiVersion.d.ts'), 'utf8'));
writeEvents('stripe', { types, source: `${source}, API version ${apiVersion}` });

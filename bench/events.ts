// What a delivery costs beyond its bytes: the condition of an entry and its inputs, typed by GitHub's schema, over a payload as GitHub
// sends it; the strict reading of that payload; and the types, which a compile that names an event reads.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compile } from '@configurable-agents/compiler';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { eventSchemasOf } from '../packages/server/src/config/event-schemas.ts';
import { ownManifests } from '../packages/server/src/config/plugins.ts';
import { matchTrigger } from '../packages/server/src/intake/match.ts';
import { parseStrictJson } from '../packages/server/src/intake/strict-json.ts';
import type { Benchmark, Result } from './measure.ts';
import { median } from './measure.ts';

const WORKFLOW = `name: triage
state:
  type: object
  properties:
    title: { type: string }
    author: { type: string }
triggers:
  - uses: github
    events: [pull_request]
    when: >-
      event.action in ['opened', 'reopened', 'edited'] && !event.pull_request.user.login.endsWith('[bot]') &&
      event.repository.default_branch == event.pull_request.base.ref &&
      event.pull_request.labels.all(label, label.name != 'wontfix')
    inputs:
      title: '{event.pull_request.title} (#{event.number})'
      author: \${{ event.pull_request.user.login }}
nodes:
  - { name: done, uses: set, with: { text: '{title} {author}' } }
`;

type Published = readonly { readonly name: string; readonly examples: readonly JsonObject[] }[];

/** The largest pull request that GitHub's collection of examples has. */
function payload(): JsonObject {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@octokit/webhooks-examples/api.github.com/index.json');
  const all = JSON.parse(readFileSync(file, 'utf8')) as Published;
  const found = all.find(({ name }) => name === 'pull_request')?.examples ?? [];
  return found.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0] ?? {};
}

/** Microseconds for one call, the median of several rounds. */
function micros(call: () => unknown, rounds: number, repeats: number): number {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let i = 0; i < repeats; i += 1) call();
    times.push(((performance.now() - start) * 1000) / repeats);
  }
  return median(times);
}

function below(
  name: string,
  value: number,
  { unit, most, floor }: { unit: string; most: number; floor?: number },
): Result {
  const beside = floor === undefined ? { ratio: null } : { floor, ratio: value / floor };
  return { name, value, unit, ...beside, target: `<= ${most} ${unit}`, met: value <= most };
}

function measured(quick: boolean): readonly Result[] {
  const plugins = ownManifests();
  const compiled = compile(WORKFLOW, { file: 'triage.yaml', plugins, eventSchemas: eventSchemasOf(plugins) });
  const { graph, diagnostics } = compiled;
  if (graph === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const data = { ...payload(), action: 'edited' };
  const event = { type: 'pull_request.edited', data, dedupeKey: 'd-1' };
  const [rounds, repeats] = quick ? [3, 100] : [15, 2000];
  const match = matchTrigger(graph, event, 'github');
  if (match.kind !== 'start') throw new Error(`the example is not taken: ${JSON.stringify(match)}`);
  const bytes = Buffer.from(JSON.stringify(data));
  const filter = micros(() => matchTrigger(graph, event, 'github'), rounds, repeats);
  const strict = micros(() => parseStrictJson(bytes, { maxDepth: 128 }), rounds, Math.ceil(repeats / 10));
  const plain = micros(() => JSON.parse(bytes.toString()) as unknown, rounds, Math.ceil(repeats / 10));
  const types = micros(() => eventSchemasOf(plugins)('github', 'pull_request.edited'), rounds, 2) / 1000;
  return [
    below('condition and inputs of an entry, typed by GitHub, over its largest pull request', filter, {
      unit: 'µs',
      most: 30,
    }),
    below(`strict reading of that payload (${bytes.length} bytes), beside JSON.parse`, strict, {
      unit: 'µs',
      most: 1000,
      floor: plain,
    }),
    below("types of GitHub's events, read for the first entry that names one", types, { unit: 'ms', most: 20 }),
  ];
}

export const events: Benchmark = { name: 'events', run: ({ quick }) => Promise.resolve(measured(quick)) };

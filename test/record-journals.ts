// Records the journals of a release: `npm run record:journals`, once for each release, before it is made. What is recorded is replayed for ever.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exportRun } from '@configurable-agents/core';
import type { RunExport } from '@configurable-agents/core';
import { splitBody, wholeBody } from '../packages/core/src/store/payloads.ts';
import { closeAll, newDataDir, open } from '../packages/core/test/support/runtime.ts';
import { runEveryFact } from './support/every-fact.ts';

/** Values of more than this stand by themselves here, so that the fixtures stay small. */
const MOST = 200;

const dataDir = newDataDir();
const runtime = await open({ dataDir, workers: 2 });
const ids = await runEveryFact(runtime);
const expected: { [name: string]: unknown } = {};
const { release } = exportRun(dataDir, ids.get('flow') ?? '');
const folder = fileURLToPath(new URL(`../packages/core/test/journals/${release}/`, import.meta.url));
// Throws where the release has been recorded already: a recording is never made again by a later engine.
mkdirSync(folder);
for (const [name, id] of ids) {
  const file = exportRun(dataDir, id);
  writeFileSync(`${folder}${name}.run.json`, `${JSON.stringify(apart(file), null, 1)}\n`);
  expected[name] = file.runs.map((run) => runtime.reader.detail(run.run_id));
}
writeFileSync(`${folder}expected.json`, `${JSON.stringify(expected, null, 1)}\n`);
console.log(`recorded ${ids.size} runs in ${folder}`);
await closeAll();

/** The same with every value of some size by its hash, as large ones are stored. */
function apart(file: RunExport): RunExport {
  const payloads: { [hash: string]: string } = {};
  const runs = file.runs.map((run) => ({
    ...run,
    facts: run.facts.map((fact) => {
      const read = (hash: string): string => file.payloads[hash] ?? '';
      const whole = wholeBody(JSON.stringify(fact.body), fact.refs && JSON.stringify(fact.refs), read);
      const { body, references, payloads: own } = splitBody(whole, MOST);
      for (const [hash, text] of own) payloads[hash] = text;
      const refs = references === null ? {} : { refs: JSON.parse(references) as NonNullable<typeof fact.refs> };
      return { seq: fact.seq, kind: fact.kind, body: JSON.parse(body) as typeof fact.body, ...refs };
    }),
  }));
  return { ...file, runs, payloads };
}

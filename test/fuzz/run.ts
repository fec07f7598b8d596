// `npm run fuzz`: a million documents, or FUZZ_RUNS of them, of FUZZ_SEED. It goes on where it was stopped, and keeps its result in
// test/fuzz/result.json; a document that breaks a property is kept as fuzz-failure.yaml beside its state and ends the run with 1.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/markdown.ts';
import { openCheck } from './check.ts';
import { openDocuments } from './documents.ts';

type State = {
  readonly seed: number;
  readonly revision: string;
  done: number;
  ok: number;
  seconds: number;
  slowest_ms: number;
  readonly ways: { tree: number; text: number; bytes: number };
  /** In how many documents each code was found. */
  readonly codes: { [code: string]: number };
};

const COUNT = Number(process.env['FUZZ_RUNS'] ?? 1_000_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_126);
/** One document of so many is also compiled again and repaired. */
const WHOLE = 20;
const SAVED_EVERY = 5000;

const folder = join(ROOT, '.configurable-agents');
const stateFile = join(folder, `fuzz-${SEED}.json`);
const resultFile = join(ROOT, 'test/fuzz/result.json');

function read(): State {
  if (existsSync(stateFile)) return JSON.parse(readFileSync(stateFile, 'utf8')) as State;
  const revision = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const ways = { tree: 0, text: 0, bytes: 0 };
  return { seed: SEED, revision, done: 0, ok: 0, seconds: 0, slowest_ms: 0, ways, codes: {} };
}

function save(state: State): void {
  mkdirSync(folder, { recursive: true });
  const sorted = Object.fromEntries(Object.entries(state.codes).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify({ ...state, seconds: Math.round(state.seconds), codes: sorted }, undefined, 2)}\n`;
  writeFileSync(stateFile, text);
  writeFileSync(resultFile, text);
}

function progress(state: State, rate: number): void {
  const left = Math.round((COUNT - state.done) / rate / 60);
  const shown = `${state.done.toLocaleString('en-US')} of ${COUNT.toLocaleString('en-US')} documents`;
  console.log(`${shown}, ${Math.round(rate)} a second, ${left} min left; slowest ${Math.round(state.slowest_ms)} ms`);
}

const state = read();
const [check, documentAt] = [await openCheck(), openDocuments(SEED)];
const before = state.seconds;
const [start, first] = [performance.now(), state.done];
for (let i = first; i < COUNT; i += 1) {
  const { text, way } = documentAt(i);
  try {
    const { ok, ms, codes } = check(text, i % WHOLE === 0);
    if (ok) state.ok += 1;
    state.ways[way] += 1;
    state.slowest_ms = Math.max(state.slowest_ms, Math.round(ms));
    for (const code of new Set(codes)) state.codes[code] = (state.codes[code] ?? 0) + 1;
  } catch (error) {
    save(state);
    writeFileSync(join(folder, 'fuzz-failure.yaml'), text);
    console.error(
      `seed ${SEED}, document ${i} breaks a property; it is kept in .configurable-agents/fuzz-failure.yaml`,
    );
    console.error(error);
    process.exit(1);
  }
  state.done = i + 1;
  state.seconds = before + (performance.now() - start) / 1000;
  if (state.done % SAVED_EVERY !== 0) continue;
  save(state);
  progress(state, (state.done - first) / (state.seconds - before));
}
save(state);
console.log(`${state.done} documents of seed ${SEED}: every property held; ${state.ok} compile`);

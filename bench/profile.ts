// Where the processor's time of a durable run goes: a profile of the main thread, on which engine, store and messages to threads are,
// while 200 runs are under way. The file can be opened in the developer tools of Chrome, or in VS Code.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from './measure.ts';
import { openThreeNodes } from './runtime.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const INTERVAL_US = 200;
const SHOWN = 15;

type Cost = { readonly name: string; readonly share: number };
type Node = Profiler.ProfileNode;

/** Profiles the path and says what it found, in text. */
export async function profileDurable({ quick }: { readonly quick: boolean }): Promise<string> {
  const { run, close } = await openThreeNodes({ threads: 2, memory: false });
  await load(run, { total: quick ? 1000 : 5000, inFlight: 200 });
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await session.post('Profiler.start');
  const { perSecond } = await load(run, { total: quick ? 2000 : 20_000, inFlight: 200 });
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  await close();
  const path = join(tmpdir(), `durable-${Date.now()}.cpuprofile`);
  writeFileSync(path, JSON.stringify(profile));
  const { byFunction, byPart, idle } = costsOf(profile);
  const table = (costs: readonly Cost[]): string =>
    costs
      .slice(0, SHOWN)
      .map(({ name, share }) => `  ${(share * 100).toFixed(1).padStart(5)} %  ${name}`)
      .join('\n');
  return [
    `${Math.round(perSecond)} durable 3-node runs/s under the profiler; the main thread had nothing to do for ${(idle * 100).toFixed(1)} % of the time`,
    `\nof the rest, by the file of ours that asked for it:\n${table(byPart)}`,
    `\nof the rest, by function, without what it calls:\n${table(byFunction)}`,
    `\n${path}`,
  ].join('\n');
}

/** Shares of the time that is not idle. */
function costsOf(profile: Profiler.Profile): {
  readonly byFunction: readonly Cost[];
  readonly byPart: readonly Cost[];
  readonly idle: number;
} {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map<number, Node>();
  for (const node of profile.nodes) for (const child of node.children ?? []) parents.set(child, node);
  const functions = new Map<string, number>();
  const parts = new Map<string, number>();
  let [all, idle] = [0, 0];
  for (const [i, id] of (profile.samples ?? []).entries()) {
    const time = profile.timeDeltas?.[i] ?? 0;
    const node = nodes.get(id);
    // The end of the profile is no cost of the path.
    if (node === undefined || node.callFrame.url.startsWith('node:inspector')) continue;
    all += time;
    if (node.callFrame.functionName === '(idle)') {
      idle += time;
      continue;
    }
    add(functions, nameOf(node), time);
    add(parts, partOf(node, parents), time);
  }
  const sorted = (costs: ReadonlyMap<string, number>): readonly Cost[] =>
    [...costs].map(([name, time]) => ({ name, share: time / (all - idle) })).toSorted((a, b) => b.share - a.share);
  return { byFunction: sorted(functions), byPart: sorted(parts), idle: idle / all };
}

function add(to: Map<string, number>, name: string, time: number): void {
  to.set(name, (to.get(name) ?? 0) + time);
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: Node): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return name.startsWith('(') ? name : `${name} (built in)`;
  return `${name} ${fileOf(url)}:${lineNumber + 1}`;
}

function fileOf(url: string): string {
  return url.startsWith('file:') ? relative(ROOT, fileURLToPath(url)) : url;
}

/** The nearest file of the product above a sample: what a built-in function costs is the cost of who called it. */
function partOf(node: Node, parents: ReadonlyMap<number, Node>): string {
  for (let at: Node | undefined = node; at !== undefined; at = parents.get(at.id)) {
    const { url, functionName } = at.callFrame;
    if (functionName === '(garbage collector)') return '(garbage collector)';
    const file = fileOf(url);
    if (file.startsWith('packages/')) return file;
  }
  return '(Node itself, or the benchmark)';
}

// A webhook whose sender waits for the end of its run, beside Node-RED, which answers a request when its flow has come to its end. Each server
// has a process of its own; the sender is the same for all of them, and they take turns.
import { fileURLToPath } from 'node:url';
import { startScript } from './child.ts';
import { openClient, requestOf } from './client.ts';
import { load, medianRate, rateOf } from './measure.ts';
import type { Rate, Result } from './measure.ts';
import { openNodeRed } from './node-red.ts';
import { versioned } from './peers-folder.ts';

const SCRIPT = fileURLToPath(new URL('wait-process.ts', import.meta.url));
const CONNECTIONS = [5, 100];
const MESSAGE = 'x'.repeat(900);
const BODY = JSON.stringify({ workflow_name: 'bench', inputs: { message: MESSAGE } });

type Place = { readonly url: string; readonly close: () => Promise<void> };
type Ours = { readonly name: string; readonly args: readonly string[]; readonly isSameWork: boolean };

/** `set` is to our engine what `change` is to Node-RED: done where the flow is, without a thread. */
const OURS: readonly Ours[] = [
  { name: 'durable, 2 nodes of the engine', args: ['durable', 'engine'], isSameWork: true },
  { name: 'in memory, 2 nodes of the engine', args: ['memory', 'engine'], isSameWork: true },
  { name: 'durable, 2 nodes on threads', args: ['durable', 'threads'], isSameWork: false },
  { name: 'in memory, 2 nodes on threads', args: ['memory', 'threads'], isSameWork: false },
];

async function openOurs(args: readonly string[]): Promise<Place> {
  const { url, close } = await startScript(SCRIPT, args);
  return { url: `${url}/webhooks/generic?wait=30s`, close };
}

async function answered(url: string, at: { readonly connections: number; readonly total: number }): Promise<Rate> {
  const { connections: inFlight, total } = at;
  const client = openClient(url);
  const request = requestOf(url, { body: BODY });
  const send = async (): Promise<void> => {
    const { status, body } = await client.send(request);
    // Whoever waits is given what came out of the flow.
    if (status !== 200 || !body.includes(MESSAGE)) throw new Error(`${url} answered ${status}: ${body.slice(0, 200)}`);
  };
  await load(send, { total, inFlight });
  const rate = await rateOf(send, { total, inFlight });
  client.close();
  return rate;
}

/** The rate of those who wait, ours in each mode and Node-RED's; `folder` has it installed. */
export async function wait({
  folder,
  quick,
}: {
  readonly folder: string | undefined;
  readonly quick: boolean;
}): Promise<readonly Result[]> {
  const [rounds, total] = quick ? [1, 500] : [3, 8000];
  const places: Place[] = [];
  try {
    const theirs = folder === undefined ? undefined : await openNodeRed(folder);
    if (theirs !== undefined) places.push(theirs);
    const mine: (Ours & Place)[] = [];
    for (const each of OURS) {
      const place = await openOurs(each.args);
      places.push(place);
      mine.push({ ...each, ...place });
    }
    const results: Result[] = [];
    for (const connections of CONNECTIONS) {
      const taken = new Map(places.map(({ url }) => [url, [] as Rate[]]));
      for (let round = 0; round < rounds; round += 1) {
        for (const { url } of places) taken.get(url)?.push(await answered(url, { connections, total }));
      }
      const of = (url: string): Rate => medianRate(taken.get(url) ?? []);
      const peer = theirs && of(theirs.url);
      if (folder !== undefined && peer !== undefined)
        results.push(
          ...shown(`${versioned(folder, 'node-red')}, nothing on disk, one node`, { connections, found: peer }),
        );
      for (const each of mine) results.push(...beside(each, { connections, found: of(each.url), peer }));
    }
    return results;
  } finally {
    for (const { close } of places.toReversed()) await close();
  }
}

type Found = { readonly connections: number; readonly found: Rate };

function shown(who: string, { connections, found: { perSecond, p99 } }: Found): readonly [rate: Result, p99: Result] {
  const at = `${who}, ${connections} connections`;
  const rest = { ratio: null, target: 'shown', met: true };
  return [
    { name: `${at}: answered with the result`, value: perSecond, unit: 'requests/s', ...rest },
    { name: `${at}: 99 of 100 within`, value: p99, unit: 'ms', ...rest },
  ];
}

function beside(
  { name, isSameWork }: Ours,
  { peer, ...at }: Found & { readonly peer: Rate | undefined },
): readonly Result[] {
  const [rate, p99] = shown(`ours with ?wait, ${name}`, at);
  if (peer === undefined) return [rate, p99];
  const ratio = rate.value / peer.perSecond;
  const mark = isSameWork
    ? { target: '>= the rate of Node-RED', met: ratio >= 1 }
    : { target: 'shown: the node of Node-RED is a call in the same thread', met: true };
  return [
    { ...rate, floor: peer.perSecond, peer: peer.perSecond, ratio, ...mark },
    { ...p99, floor: peer.p99, peer: peer.p99, ratio: p99.value / peer.p99 },
  ];
}

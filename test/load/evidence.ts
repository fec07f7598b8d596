// What can be known of a store from outside: the lists and journals that the API shows, and the books of the world.
import { readFile } from 'node:fs/promises';
import { read } from './http.ts';
import type { JsonObject } from './http.ts';

export type RunSeen = {
  readonly run_id: string;
  readonly workflow_name: string;
  readonly status: string;
  readonly error: { readonly code: string } | null;
  readonly trigger: { readonly parent_run_id?: string; readonly parent_key?: string };
};

export type FactSeen = JsonObject & { readonly sequence: number; readonly kind: string; readonly key?: string };

export type DeliverySeen = { readonly dedupe_key: string | null; readonly runs: readonly string[] };

export type Evidence = {
  readonly runs: readonly RunSeen[];
  readonly deliveries: readonly DeliverySeen[];
  /** The journal of a run, and the statuses of its node executions as the API shows them. */
  readonly open: (runId: string) => Promise<{
    readonly facts: readonly FactSeen[];
    readonly nodes: readonly { readonly key: string; readonly status: string }[];
  }>;
  /** What happened in the world: for each write that is not idempotent the key under which it was asked for. */
  readonly ledger: readonly string[];
};

const PAGE = 1000;

export async function gather(url: string, { ledgerPath }: { readonly ledgerPath: string }): Promise<Evidence> {
  return {
    runs: await pages<RunSeen>(`${url}/api/runs`),
    deliveries: await pages<DeliverySeen>(`${url}/api/deliveries`),
    open: async (runId) => {
      const { items } = await read(`${url}/api/runs/${runId}/journal`);
      const { nodes } = await read(`${url}/api/runs/${runId}?payloads=false`);
      // As docs/facts.md and the API declare them.
      return {
        facts: items as readonly FactSeen[],
        nodes: nodes as unknown as readonly { key: string; status: string }[],
      };
    },
    ledger: await ledgerOf(ledgerPath),
  };
}

async function pages<T>(url: string): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: unknown = null;
  do {
    const page = await read(`${url}?limit=${PAGE}${cursor === null ? '' : `&cursor=${String(cursor)}`}`);
    all.push(...(page['items'] as unknown as readonly T[]));
    cursor = page['next_cursor'] ?? null;
  } while (cursor !== null);
  return all;
}

async function ledgerOf(path: string): Promise<readonly string[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    // Nothing was ever written.
    return [];
  }
  return text
    .split('\n')
    .flatMap((line) => line.split(' ').slice(0, 1))
    .filter((key) => key !== '');
}

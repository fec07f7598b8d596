// What can be known of a store from outside: the lists and journals that the API shows, and the books of the world.
import { readFile } from 'node:fs/promises';
import { apiAt, dataOf, itemsOf } from './api.ts';

export type RunSeen = {
  readonly run_id: string;
  readonly workflow_name: string;
  readonly status: string;
  readonly error: { readonly code: string } | null;
  readonly trigger: { readonly parent_run_id?: string; readonly parent_key?: string };
};

export type FactSeen = {
  readonly sequence: number;
  readonly kind: string;
  readonly key?: string;
  readonly [field: string]: unknown;
};

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

const limit = 1000;

export async function gather(url: string, { ledgerPath }: { readonly ledgerPath: string }): Promise<Evidence> {
  const api = apiAt(url);
  return {
    runs: await Array.fromAsync(itemsOf((page) => api.GET('/api/runs', { params: { query: { limit, ...page } } }))),
    deliveries: await Array.fromAsync(
      itemsOf((page) => api.GET('/api/deliveries', { params: { query: { limit, ...page } } })),
    ),
    open: async (id) => {
      const journal = itemsOf((query) => api.GET('/api/runs/{id}/journal', { params: { path: { id }, query } }));
      const facts = await Array.fromAsync(journal);
      const shown = await api.GET('/api/runs/{id}', { params: { path: { id }, query: { payloads: false } } });
      return { facts, nodes: dataOf(shown).nodes };
    },
    ledger: await ledgerOf(ledgerPath),
  };
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

// The checker finds what it is there to find: an honest store with one lie in it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsOf } from '../support/imports.ts';
import { check } from './check.ts';
import type { Asked } from './clients.ts';
import type { DeliverySeen, Evidence, FactSeen, RunSeen } from './evidence.ts';
import type { JsonObject } from './http.ts';
import { isDeclared } from './stderr.ts';

type Store = {
  asked: Asked[];
  runs: RunSeen[];
  deliveries: DeliverySeen[];
  journals: { [runId: string]: FactSeen[] };
  ledger: string[];
};

function journal(inputs: JsonObject, keys: readonly string[], end: JsonObject): FactSeen[] {
  const facts: ({ readonly kind: string } & JsonObject)[] = [
    { kind: 'run.accepted', inputs },
    { kind: 'run.started' },
    ...keys.flatMap((key) => [
      { kind: 'node.scheduled', key },
      { kind: 'node.completed', key },
    ]),
    { kind: 'run.finished', status: 'succeeded', result: null, ...end },
  ];
  return facts.map((fact, i) => ({ ...fact, sequence: i + 1 }));
}

function asked(number: number, workflow: string, more: Partial<Asked> = {}): Asked {
  return {
    number,
    workflow,
    by: 'webhook',
    inputs: { number },
    deliveryId: `delivery-${number}`,
    runId: `run-${number}`,
    amounts: [],
    ok: null,
    ...more,
  };
}

const run = (id: string, workflow: string, more: Partial<RunSeen> = {}): RunSeen => ({
  run_id: id,
  workflow_name: workflow,
  status: 'succeeded',
  error: null,
  trigger: {},
  ...more,
});

/** A delivery, a write by the API, a run that was signalled, and a family. */
function honest(): Store {
  return {
    asked: [
      asked(1, 'flaky'),
      asked(2, 'write', { by: 'api', deliveryId: null }),
      asked(3, 'paused', { amounts: [3] }),
      asked(4, 'parent', { inputs: { number: 4, list: [5] } }),
    ],
    runs: [
      run('run-1', 'flaky'),
      run('run-2', 'write'),
      run('run-3', 'paused'),
      run('run-4', 'parent'),
      run('run-5', 'child', { trigger: { parent_run_id: 'run-4', parent_key: 'each[0]' } }),
      run('run-6', 'notify', { trigger: { parent_run_id: 'run-4' } }),
    ],
    deliveries: [
      { dedupe_key: 'delivery-1', runs: ['run-1'] },
      { dedupe_key: 'delivery-1', runs: ['run-1'] },
      { dedupe_key: 'delivery-3', runs: ['run-3'] },
      { dedupe_key: 'delivery-4', runs: ['run-4'] },
    ],
    journals: {
      'run-1': journal({ number: 1 }, ['try', 'done'], { result: { n: 2 } }),
      'run-2': journal({ number: 2 }, ['prepare', 'book', 'done'], { result: { n: 4 } }),
      'run-3': paused(),
      'run-4': journal({ number: 4, list: [5] }, ['each[0]', 'each', 'tell', 'done'], { result: { list: [7] } }),
      'run-5': journal({ n: 5 }, ['first', 'second'], { result: { n: 7 } }),
      'run-6': journal({ number: 4 }, ['first', 'second', 'third'], {
        result: '[echo] third 4, after [echo] second 4, after [echo] first 4',
      }),
    },
    ledger: ['run-2/book'],
  };
}

function paused(): FactSeen[] {
  const facts = journal({ number: 3 }, ['nap', 'paid', 'done'], { result: { amount: 3 } });
  facts.splice(2, 0, { sequence: 0, kind: 'signal.received', name: 'paid', payload: { amount: 3 } });
  return renumbered(facts);
}

const renumbered = (facts: readonly FactSeen[]): FactSeen[] => facts.map((fact, i) => ({ ...fact, sequence: i + 1 }));

async function problemsOf(store: Store): Promise<readonly string[]> {
  const evidence: Evidence = {
    runs: store.runs,
    deliveries: store.deliveries,
    ledger: store.ledger,
    open: async (id) => {
      const facts = store.journals[id] ?? [];
      const keys = facts.filter(({ kind }) => kind === 'node.completed').map(({ key = '' }) => key);
      return await Promise.resolve({ facts, nodes: keys.map((key) => ({ key, status: 'succeeded' })) });
    },
  };
  return (await check(evidence, store.asked)).problems;
}

/** Puts facts into a journal before its end. */
function insert(store: Store, id: string, ...facts: readonly ({ readonly kind: string } & JsonObject)[]): void {
  const at = (store.journals[id] ??= []);
  at.splice(-1, 0, ...facts.map((fact) => ({ ...fact, sequence: 0 })));
  store.journals[id] = renumbered(at);
}

const LIES: readonly (readonly [what: string, lie: (store: Store) => void, said: RegExp])[] = [
  ['an accepted run that is not there', (s) => void s.runs.shift(), /accepted as the run run-1, which does not exist/],
  [
    'a delivery that started two runs',
    (s) => void s.deliveries.push({ dedupe_key: 'delivery-3', runs: ['run-9'] }),
    /its deliveries started run-3, run-9/,
  ],
  ['a delivery that started none', (s) => void s.deliveries.pop(), /its deliveries started none/],
  ['two starts with one run', (s) => void (s.asked[2] = { ...(s.asked[2] as Asked), runId: 'run-1' }), /share 3 runs/],
  [
    'a start by the API that happened twice',
    (s) => {
      s.asked[1] = { ...(s.asked[1] as Asked), runId: null };
      s.runs.push(run('run-7', 'write'));
      s.journals['run-7'] = s.journals['run-2'] ?? [];
      s.ledger.push('run-7/book');
    },
    /number 2 was sent once and started/,
  ],
  ['a run that nobody asked for', (s) => void (s.asked.length = 3), /asked for by nobody/],
  ['other inputs', (s) => void (s.asked[0] = { ...(s.asked[0] as Asked), inputs: { number: 9 } }), /other inputs/],
  [
    'a node that completed twice',
    (s) => insert(s, 'run-1', { kind: 'node.completed', key: 'try' }),
    /try completed twice/,
  ],
  [
    'a node that is sent after its completion',
    (s) => insert(s, 'run-1', { kind: 'node.scheduled', key: 'try' }),
    /node\.scheduled of try after it had completed/,
  ],
  ['a gap', (s) => void s.journals['run-1']?.splice(3, 1), /has a gap before its fact 4/],
  ['no end', (s) => void s.journals['run-5']?.pop(), /run\.finished is in its journal 0 times/],
  [
    'another result',
    (s) => void (s.journals['run-1'] = journal({ number: 1 }, ['try', 'done'], { result: { n: 3 } })),
    /it ended/,
  ],
  [
    'a node that is missing',
    (s) => void (s.journals['run-1'] = journal({ number: 1 }, ['try'], { result: { n: 2 } })),
    /it ended/,
  ],
  [
    'a status that the workflow does not allow',
    (s) => void (s.runs[0] = run('run-1', 'flaky', { status: 'failed', error: { code: 'NODE_FAILED' } })),
    /the list says failed/,
  ],
  [
    'an unknown outcome where nothing was lost',
    (s) => {
      s.runs[1] = run('run-2', 'write', { status: 'failed', error: { code: 'RUN_OUTCOME_UNKNOWN' } });
      s.journals['run-2'] = journal({ number: 2 }, ['prepare'], { status: 'failed' });
    },
    /it ended/,
  ],
  ['a write that happened twice', (s) => void s.ledger.push('run-2/book'), /book happened 2 times/],
  ['a write that never happened', (s) => void (s.ledger.length = 0), /book completed and never happened/],
  ['a signal that is lost', (s) => void s.asked[2]?.amounts.push(4), /the signal 4 was accepted/],
  ['a child that is missing', (s) => void s.runs.splice(4, 1), /run-4 started no run under each\[0\]/],
  [
    'a second child under one key',
    (s) => {
      s.runs.push(run('run-8', 'child', { trigger: { parent_run_id: 'run-4', parent_key: 'each[0]' } }));
      s.journals['run-8'] = s.journals['run-5'] ?? [];
    },
    /run-4 started two runs under each\[0\]/,
  ],
];

describe('the checker of the load', () => {
  it('has nothing to say about an honest store', async () => {
    assert.deepEqual(await problemsOf(honest()), []);
  });

  for (const [what, lie, said] of LIES) {
    it(`finds ${what}`, async () => {
      const store = honest();
      lie(store);
      const problems = await problemsOf(store);
      assert.ok(
        problems.some((problem) => said.test(problem)),
        `${String(said)} is not among: ${problems.join('\n')}`,
      );
    });
  }

  it('lets an unknown outcome pass where an attempt was lost', async () => {
    const store = honest();
    store.runs[1] = run('run-2', 'write', { status: 'failed', error: { code: 'RUN_OUTCOME_UNKNOWN' } });
    store.journals['run-2'] = journal({ number: 2 }, ['prepare'], { status: 'failed' });
    insert(store, 'run-2', { kind: 'attempt.lost', key: 'book', alone: false });
    assert.deepEqual(await problemsOf(store), []);
  });

  it('shares no code with the product', () => {
    for (const file of ['check.ts', 'judge.ts', 'expect.ts', 'evidence.ts', 'http.ts', 'clients.ts', 'scenarios.ts']) {
      const imported = importsOf(readFileSync(join(import.meta.dirname, file), 'utf8')).map(
        ({ specifier }) => specifier,
      );
      const foreign = imported.filter(
        (specifier) => !specifier.startsWith('node:') && !/^\.\/\w+\.ts$/.test(specifier),
      );
      assert.deepEqual(foreign, [], file);
    }
    const door = importsOf(readFileSync(join(import.meta.dirname, 'api.ts'), 'utf8'));
    assert.deepEqual(
      new Set(door.map(({ specifier }) => specifier)),
      new Set(['@configurable-agents/client', './http.ts']),
    );
  });
});

describe('lines of a server', () => {
  it('are declared at a start and an end, and undeclared where something went wrong', () => {
    assert.ok(isDeclared('store /tmp/data, workflows /tmp/workflows'));
    assert.ok(isDeclared('info: resumed 3 open runs'));
    for (const line of [
      'TypeError: x is not a function',
      'error: POST /api/runs: RangeError: no',
      'warn: a thread died',
    ])
      assert.ok(!isDeclared(line), line);
  });
});

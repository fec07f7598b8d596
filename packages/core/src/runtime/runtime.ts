// The runtime: opens a data directory and puts engine, store, lanes, trackers and recovery together. Who embeds the product
// calls this; the server is one such caller.
import { availableParallelism } from 'node:os';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { openAccess } from '../access/access.ts';
import { initialAdmission } from '../admit/state.ts';
import { openAlerts } from '../alert/alerts.ts';
import { RuntimeError } from '../errors.ts';
import { openLanes } from '../lane/lanes.ts';
import type { LaneLog } from '../lane/protocol.ts';
import { laneTuning } from '../lane/tuning.ts';
import { openMeters } from '../metrics/meters.ts';
import { missingVariables } from '../plugin/secrets.ts';
import type { Mask } from '../redact/mask.ts';
import { storedAdmission } from '../store/admission.ts';
import { storePath } from '../store/connect.ts';
import { openKeeper } from '../store/retention/keeper.ts';
import type { Store } from '../store/store.ts';
import { logInsert } from '../store/writes.ts';
import { openFeed } from '../tracker/feed.ts';
import { maxLagOf } from '../tracker/max-lag.ts';
import { openAnswers } from './answers.ts';
import type { Runtime, RuntimeOptions } from './api.ts';
import { openScheduleActions } from './backfill.ts';
import { openCallbacks } from './callbacks.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import { openDedupe } from './dedupe.ts';
import { openDeliveries } from './deliver.ts';
import { childOf } from './child.ts';
import { checkInputs } from './inputs.ts';
import { healthOf } from './health.ts';
import { openGraphs } from './graphs.ts';
import { openInteractions } from './interact.ts';
import { openJournal } from './journal.ts';
import { openPlace } from './place.ts';
import { openMetrics } from './metrics.ts';
import { unknownLimits } from './plugins.ts';
import { openPluginHost } from './plugin-replace.ts';
import { loadRun, recover, storedRuns } from './recover.ts';
import { createRunLoop } from './run-loop.ts';
import { openRequests } from './requests.ts';
import { openPauses } from './pauses.ts';
import { openRedactions } from './redactions.ts';
import { openSchedules } from './schedules.ts';
import type { Schedules } from './schedules.ts';
import { openStarts } from './starts.ts';
import { openTexts } from './texts.ts';
import { openWaiters } from './waiters.ts';
import { openWorkflows } from './workflows.ts';

const CLOSE_TIMEOUT_MS = 10_000;

/**
 * Opens the engine on a data directory, or in memory, and resumes its open runs. Throws `RuntimeError`: `STORE_LOCKED` when another
 * process holds the directory, `STORE_UNWRITABLE`, `STORE_VERSION`, `PLUGIN_…`.
 *
 * @example
 * const runtime = await createRuntime({ dataDir: '.configurable-agents', plugins: [{ specifier, firstParty: true }] });
 * const { run_id } = await runtime.start({ graph, workflowName: graph.name, revision: null, inputs: {}, trigger });
 * console.log(await runtime.result(run_id));
 * await runtime.close();
 */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { env = process.env, log = () => {}, write = () => {}, onFatal = () => {} } = options;
  const cores = Math.min(4, availableParallelism());
  const { workers = cores, cpuWorkers = cores, pluginLimits = {}, maxRunning = 1000, maxQueue = 10_000 } = options;
  const { config = {}, clock = SYSTEM_CLOCK } = options;
  const warn = (message: string): void => log('warn', message);
  const tuning = laneTuning(options.lanes);
  const onOutput = (plugin: string, line: string): void => log('info', `plugin ${plugin}: ${line}`);
  const plugins = await openPluginHost(options, { env, warn, onOutput });
  for (const problem of unknownLimits(plugins.now().loaded, pluginLimits)) warn(problem);
  const meters = openMeters();
  const { dataDir, lock, store, reader, forget } = openPlace(options, {
    onFatal,
    onCommit: meters.commit,
    onFailure: meters.commitFailed,
  });
  const graphs = openGraphs({ store, reader });
  const feed = openFeed({
    store,
    dataDir,
    trackers: plugins.now().trackers,
    env,
    write,
    hasColor: options.hasColor === true,
    onWarning: warn,
    onPrinted: (line) => log('info', line),
  });
  const journal = openJournal(store, { onAppend: meters.facts, onCommit: feed.wake });
  const redactions = openRedactions(options.redaction, { store, clock, log, find: (runId) => loop.find(runId) });
  const { maskOf, hiding } = redactions;
  const texts = openTexts(maskOf);
  const lanes = openLanes({
    threads: workers,
    cpuThreads: cpuWorkers,
    limits: pluginLimits,
    tuning,
    ...plugins.now().lanes,
    env,
    onLog: laneLog(store, { log, maskOf }),
    onText: texts.hear,
    answers: openAnswers({ store, clock, maskOf }),
    onWarning: warn,
    onOutput,
  });
  const waiters = openWaiters({ reader, isOpen: (runId) => loop.open.has(runId) });
  const loop = createRunLoop({
    journal,
    lanes,
    clock,
    env,
    maxRunning,
    admission: options.recover === false ? initialAdmission() : storedAdmission(store.all, clock.now()),
    hiding: redactions.ofRuns,
    sendsTrace: options.sendTrace === true,
    changeOf: (run, node) => plugins.now().changeOf(run, node),
    childOf: (parent, asked) => {
      const child = childOf({ reader, env, graph: graphs.stored }, parent, asked);
      return 'code' in child ? child : { ...child, graph: graphs.of(child.graph) };
    },
    stored: storedRuns({ store, reader, graph: graphs.stored }),
    load: (runId) => loadRun(store, { runId, graph: graphs.stored }),
    onAttempt: meters.attempt,
    onAttemptOver: texts.ended,
    onEnd: (run) => {
      waiters.ended(run);
      schedules?.ended(run.id);
      callbacks.wake();
      redactions.wake();
    },
  });
  const metrics = openMetrics({
    meters,
    loop,
    lanes,
    feed,
    journal,
    storePath: options.memory === true ? undefined : storePath(dataDir),
  });
  const keeper = openKeeper({
    store,
    policy: options.retention,
    maxLag: maxLagOf(config),
    onGraphs: graphs.forget,
    log,
  });
  const callable = { ...options.callbacks, allowPrivate: options.allowPrivate ?? [] };
  const callbacks = openCallbacks({ store, reader, clock, env, options: callable, log, assertOpen });
  let isClosed = false;
  let schedules: Schedules | undefined;

  function assertOpen(): void {
    if (isClosed) throw new RuntimeError('RUNTIME_CLOSED', 'the engine is closing; send it again later');
    if (!store.isHealthy())
      throw new RuntimeError('STORE_FAILED', 'the store cannot be written at the moment; send it again later');
  }

  const dedupe = openDedupe(store);
  const requests = openRequests(store, dedupe);
  const starts = openStarts({
    requests,
    loop,
    graphs,
    env,
    maxQueue,
    provider: options.provider,
    callbacks: callable,
    assertOpen,
  });

  async function close({ timeoutMs = CLOSE_TIMEOUT_MS }: { readonly timeoutMs?: number } = {}): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    schedules?.stop();
    alerts.stop();
    dedupe.stop();
    loop.stop();
    await keeper.stop();
    await callbacks.stop();
    await lanes.close();
    await plugins.now().triggers.close();
    await feed.close(timeoutMs);
    await redactions.stop();
    try {
      await store.close();
    } finally {
      reader.close();
      metrics.close();
      lock.release();
    }
  }

  if (options.recover !== false) {
    const count = recover(store, { loop, graph: graphs.stored });
    if (count > 0) log('info', `resumed ${count} open runs`);
  }
  loop.admissions.begin();

  redactions.begin();
  const alerts = openAlerts({ store, starts, trackers: feed.status, clock, log });
  const deliveries = openDeliveries({ store, dedupe, starts, hiding, assertOpen, onDelivery: meters.delivery });
  if (options.schedules === true) {
    schedules = openSchedules({ store, loop, clock, env, graph: graphs.stored, deliver: deliveries.deliver, log });
  }

  return {
    plugins: plugins.openTo({ lanes, feed, loop, reader, graphs, assertOpen }),
    get manifests() {
      return plugins.now().manifests;
    },
    get triggers() {
      return plugins.now().triggers.all;
    },
    reader,
    access: openAccess({ store, clock }, options.audit),
    start: starts.start,
    ...deliveries,
    checkInputs: (graph, inputs) => checkInputs(graph, inputs, env).errors,
    result: waiters.result,
    prune: async ({ policy = options.retention ?? {}, ...bound } = {}) => {
      assertOpen();
      return await keeper.sweep(policy, bound);
    },
    replayTracker: feed.replay,
    ...openInteractions({ store, reader, loop, waiters, graph: graphs.stored, requests, assertOpen }),
    retryCallback: callbacks.retryCallback,
    retryCallbacks: callbacks.retryCallbacks,
    ...openScheduleActions({
      schedules: () => schedules,
      clock,
      env,
      graph: graphs.stored,
      deliver: deliveries.deliver,
      assertOpen,
    }),
    ...openPauses({ store, reader, admissions: loop.admissions, clock, graph: graphs.stored, assertOpen }),
    alert: alerts.watch,
    subscribe: journal.subscribe,
    subscribeTexts: texts.subscribe,
    texts: texts.of,
    ...openWorkflows(store, {
      assertOpen,
      assertRunnable: graphs.of,
      forget,
      onChange: (name) => schedules?.sync(name),
    }),
    health: () => healthOf({ isClosed, store, loop, lanes, feed }),
    stats: () => ({ lanes: lanes.stats() }),
    metrics: metrics.text,
    missingVariables: (provider) => missingVariables(plugins.now().manifests, { provider, config, env }),
    close,
  };
}

/** Every line of a lane is kept; those that somebody should see are told. */
function laneLog(
  store: Pick<Store, 'write'>,
  { log, maskOf }: { readonly log: NonNullable<RuntimeOptions['log']>; readonly maskOf: (runId: string) => Mask },
): (line: LaneLog) => void {
  return (said) => {
    const line = seenLine(said, maskOf(said.runId));
    void store.write([logInsert(line)]);
    if (line.level === 'warn' || line.level === 'error')
      log(line.level, `${line.workflowName}: ${line.node}: ${line.message}`, fieldsOf(line));
  };
}

function seenLine(line: LaneLog, mask: Mask): LaneLog {
  if (mask.isEmpty) return line;
  const { message, fields } = line;
  return { ...line, message: mask.text(message), ...(fields === undefined ? {} : { fields: mask.json(fields) }) };
}

function fieldsOf({ runId: run_id, workflowName: workflow_name, node }: LaneLog): JsonObject {
  return { run_id, workflow_name, node };
}

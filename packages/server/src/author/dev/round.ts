// One round of `plugins dev`: compile, write the manifest, run the example once with new threads, so that nothing of the former code is left.
import { resolve } from 'node:path';
import type { PluginSource, RunOutcome, Runtime } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { drain, human } from '../../cli/commands/logs.ts';
import { Failure } from '../../cli/failure.ts';
import { assertInputs, fieldsOf, parsePairs } from '../../cli/inputs.ts';
import { summaryLine } from '../../cli/progress.ts';
import { openRuntime, openSession } from '../../cli/session.ts';
import type { CommandOptions, Session } from '../../cli/session.ts';
import { findBeside, readSource } from '../../cli/source.ts';
import { writeWhole } from '../../cli/validate/write.ts';
import { eventSchemasOf } from '../../config/event-schemas.ts';
import { ownManifestSources, pluginSources } from '../../config/plugins.ts';
import { buildManifest } from '../manifest-file.ts';
import { readPackage } from '../package.ts';
import type { AuthorPackage } from '../package.ts';
import { lastLines, runProgram } from '../program.ts';

export type Round = {
  readonly dir: string;
  /** Of the workflow that is run. */
  readonly file: string;
  /** As the command line gives them. */
  readonly inputs: readonly string[];
  readonly options: CommandOptions;
  readonly signal: AbortSignal;
};

const COMPILE_MS = 120_000;
const SHOWN_LINES = 30;

/** Does it once. Throws what is wrong, with a message for the author. */
export async function runRound(round: Round): Promise<void> {
  const found = readPackage(round.dir);
  const session = await openSession(round.options, { file: round.file });
  await compile(found, round.signal);
  const { manifest, path, text, status } = await buildManifest(found);
  if (status !== 'current') {
    writeWhole(path, text);
    session.output.say(session.output.style('dim', 'plugin.json written'));
  }
  const plugin: PluginSource = { specifier: found.specifier, firstParty: false, folder: found.dir, manifest };
  await runExample(round, { session, others: await othersBeside(session, plugin) });
}

/** By the package's own script; without one it is JavaScript already. */
async function compile({ dir, scripts }: AuthorPackage, signal: AbortSignal): Promise<void> {
  if (!Object.hasOwn(scripts, 'compile')) return;
  const run = { cwd: dir, timeoutMs: COMPILE_MS, signal };
  const { status, output } = await runProgram('npm', ['run', '--silent', 'compile'], run);
  if (status === 0) return;
  throw new Failure(1, `it does not compile:\n${lastLines(output, SHOWN_LINES)}`);
}

/** The plugins of the configuration, with this one as it is now, whether it is named there or not. */
async function othersBeside({ settings }: Session, plugin: PluginSource): Promise<readonly PluginSource[]> {
  const configured = (await settings.plugins())?.sources ?? [];
  const others = configured.filter(({ folder }) => folder === undefined || resolve(folder) !== plugin.folder);
  return [...others, plugin];
}

type With = { readonly session: Session; readonly others: readonly PluginSource[] };

async function runExample(round: Round, { session, others }: With): Promise<void> {
  const { file, options, signal } = round;
  const { output } = session;
  const { loadManifests } = await import('@configurable-agents/core');
  const graph = await compileExample(file, {
    session,
    plugins: await loadManifests([...ownManifestSources(), ...others]),
  });
  const inputs = parsePairs(round.inputs, fieldsOf(graph));
  assertInputs(graph, inputs, { command: 'configurable-agents plugins dev' });
  signal.throwIfAborted();
  const isJson = options.json === true;
  // Lines of a tracker are no JSON.
  const write = (line: string): void => (isJson ? output.say(line) : output.result(line));
  const runtime = await openRuntime(session, options, { memory: true, plugins: pluginSources(others), write });
  try {
    const stopTail = tail(runtime, (line) => output.result(isJson ? JSON.stringify(line) : human(line, output)));
    const { run_id: runId } = await runtime.start({
      graph,
      workflowName: graph.name,
      revision: null,
      inputs,
      trigger: { name: 'manual', uses: 'manual' },
    });
    const outcome = await runtime.result(runId, { signal });
    stopTail();
    show(outcome, { output, isJson });
    output.say(summaryLine(outcome, output));
  } finally {
    await runtime.close({ timeoutMs: CLOSE_MS });
  }
}

type Shown = { readonly output: Session['output']; readonly isJson: boolean };

/** As `run` shows it. */
function show(outcome: RunOutcome, { output, isJson }: Shown): void {
  const { run_id, workflow_name, status, result, state, usage, duration_ms, error } = outcome;
  if (isJson) output.json({ run_id, workflow_name, status, result, state, usage, duration_ms, error });
  else if (status === 'succeeded') output.result(typeof result === 'string' ? result : JSON.stringify(result, null, 2));
  if (error === null) return;
  output.say(`${error.node === null ? '' : `${error.node}: `}${error.message} (${error.code})`);
}

/** What a node does that hangs is over when its author saves again. */
const CLOSE_MS = 2000;

type Graph = Parameters<Runtime['start']>[0]['graph'];

async function compileExample(
  file: string,
  { session, plugins }: { readonly session: Session; readonly plugins: readonly PluginManifest[] },
): Promise<Graph> {
  const { output, settings } = session;
  const source = await readSource(file);
  const { compile: compileText, formatHuman } = await import('@configurable-agents/compiler');
  const { ok, graph, diagnostics } = compileText(source, {
    file,
    plugins,
    eventSchemas: eventSchemasOf(plugins),
    workflow: findBeside,
    now: Date.now(),
    ...(settings.provider === undefined ? {} : { provider: settings.provider.value }),
  });
  if (diagnostics.length > 0) {
    const sources = new Map([[file, source]]);
    output.say(formatHuman(diagnostics, { sources, color: output.hasColor('err') }).trimEnd());
  }
  if (!ok || graph === undefined) throw new Failure(1, `${file} is not a valid workflow`);
  return graph;
}

/** Hands over the log and the events of runs as they come; answers how to end, after what is still there. */
function tail(runtime: Runtime, print: Parameters<typeof drain>[2]): () => void {
  const cursor = { pos: 0, log: 0 };
  const read = (): void => {
    while (drain(runtime.reader, cursor, print));
  };
  const stop = runtime.subscribe(read);
  return () => {
    stop();
    read();
  };
}

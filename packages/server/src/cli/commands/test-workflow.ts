// `test FILE…`: the cases of `tests:`, each a run by the provider echo, with time that stands still and without a network.
import type { TestCase } from '@configurable-agents/compiler';
import type { Mocks, Rehearsals } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { startOf } from '../../cases/start.ts';
import { problemsOf } from '../../cases/verdict.ts';
import { pluginSources } from '../../config/plugins.ts';
import { Failure } from '../failure.ts';
import { openSession } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';
import { compileFile } from '../source.ts';

type Outcome = { readonly file: string; readonly name: string; readonly problems: readonly string[] };

/** Runs all cases of all files; one that is not as expected makes the exit status 1. */
export async function testWorkflows(
  files: readonly string[],
  options: CommandOptions & { readonly only?: string },
): Promise<void> {
  const session = await openSession(options);
  const { openRehearsals } = await import('@configurable-agents/core');
  const { settings } = session;
  const plugins = pluginSources((await settings.plugins())?.sources);
  const rehearsals = openRehearsals({ plugins, files: settings.workflowsDir.value });
  const outcomes: Outcome[] = [];
  try {
    for (const file of files) outcomes.push(...(await testFile(file, { session, options, rehearsals })));
  } finally {
    await rehearsals.close();
  }
  if (outcomes.length === 0) {
    const what =
      options.only === undefined ? 'no test; write some under `tests:`' : `no test that contains "${options.only}"`;
    throw new Failure(1, `${files.join(', ')}: ${what}`);
  }
  const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
  const { output } = session;
  if (options.json === true) output.json({ passed: outcomes.length - failed, failed, tests: outcomes });
  else {
    for (const outcome of outcomes) output.result(lineOf(outcome, session));
    output.say(
      `${outcomes.length} ${outcomes.length === 1 ? 'test' : 'tests'}: ${failed === 0 ? 'passed' : `${failed} failed`}`,
    );
  }
  if (failed > 0) process.exitCode = 1;
}

type How = { readonly session: Session; readonly options: { readonly only?: string }; readonly rehearsals: Rehearsals };

async function testFile(file: string, { session, options, rehearsals }: How): Promise<readonly Outcome[]> {
  const { graph, tests } = await compileFile(session, file);
  const outcomes: Outcome[] = [];
  for (const test of tests) {
    if (options.only !== undefined && !test.name.includes(options.only)) continue;
    outcomes.push({ file, name: test.name, problems: await runCase(test, { graph, rehearsals }) });
  }
  return outcomes;
}

async function runCase(
  test: TestCase,
  { graph, rehearsals }: { readonly graph: ExecutionGraph; readonly rehearsals: Rehearsals },
): Promise<readonly string[]> {
  const start = startOf(graph, test);
  if (start.kind === 'refused') return [start.reason];
  if (start.kind === 'ignored') {
    return test.expect['ignored'] === true ? [] : [`the event was ignored: ${start.reason}`];
  }
  const { inputs, trigger } = start;
  const { answers, signals } = test;
  // The shape check has made sure that a mock is one.
  const mocks = test.mocks as Mocks;
  return problemsOf(test, await rehearsals.run({ graph, inputs, trigger, mocks, answers, signals, env: process.env }));
}

function lineOf({ file, name, problems }: Outcome, { output }: Session): string {
  if (problems.length === 0) return `${output.style('green', 'ok', 'out')}      ${file}: ${name}`;
  return [
    `${output.style('red', 'not ok', 'out')}  ${file}: ${name}`,
    ...problems.map((problem) => `          ${problem}`),
  ].join('\n');
}

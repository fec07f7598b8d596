import { basename, extname } from 'node:path';
import { Failure } from '../failure.ts';
import { expectOk, findHolder } from '../holder.ts';
import { table } from '../output.ts';
import { post } from '../post.ts';
import { openRuntime, openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { compileFile } from '../source.ts';

/** `workflows list` */
export async function listWorkflows(options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const rows = reader.workflows();
  const pauses = reader.pauses();
  const paused = (name: string): readonly Pause[] =>
    pauses.filter((each) => each.workflow_name === name).map(({ trigger, since }) => ({ trigger, since }));
  reader.close();
  const { output } = session;
  if (options.json === true)
    output.json({
      items: rows.map(({ source: _source, ...row }) => ({ ...row, paused: paused(row.name) })),
      next_cursor: null,
    });
  else if (rows.length === 0)
    output.say('no workflow is registered; register one: configurable-agents workflows register FILE');
  else
    output.result(
      table([
        ['NAME', 'REVISION', 'FILE', 'REGISTERED', ...(pauses.length === 0 ? [] : ['PAUSED'])],
        ...rows.map((row) => [
          row.name,
          String(row.revision),
          row.path ?? '-',
          row.registered_at.slice(0, 19),
          ...(pauses.length === 0 ? [] : [pausedText(paused(row.name))]),
        ]),
      ]),
    );
}

type Pause = { readonly trigger: string | null; readonly since: string };

function pausedText(pauses: readonly Pause[]): string {
  return pauses.map(({ trigger }) => trigger ?? 'all').join(', ');
}

/** `workflows show NAME` */
export async function showWorkflow(name: string, options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const row = reader.workflow(name);
  const graph = row && reader.graph(row.hash);
  const revisions = reader
    .revisions(name)
    .map(({ revision, hash, registered_at }) => ({ revision, hash, registered_at }));
  const known = reader.workflows().map((each) => each.name);
  reader.close();
  if (row === undefined) {
    throw new Failure(
      1,
      `there is no workflow ${name}; ${known.length === 0 ? 'none is registered' : `registered are ${known.join(', ')}`}`,
    );
  }
  if (options.json === true) session.output.json({ ...row, graph, revisions });
  else session.output.result(`# ${row.name} revision ${row.revision}, ${row.hash}\n${row.source.trimEnd()}`);
}

/** `workflows register FILE [--name NAME]`: through the server that holds the store, else here. */
export async function registerWorkflow(
  file: string,
  options: CommandOptions & { readonly name?: string },
): Promise<void> {
  const session = await openSession(options, { file });
  const { output, settings } = session;
  const { graph, source } = await compileFile(session, file);
  const name = options.name ?? basename(file, extname(file));
  const holder = await findHolder(settings.dataDir.value);
  let done: { readonly revision: number; readonly change?: string };
  if (holder === undefined) {
    const runtime = await openRuntime(session, options, { recover: false });
    try {
      done = await runtime.register({ name, path: file, source, graph });
    } finally {
      await runtime.close();
    }
  } else {
    done = expectOk(await holder.call((api) => api.POST('/api/workflows', { body: { name, source } })));
  }
  if (options.json === true) output.json({ name, revision: done.revision, hash: graph.hash });
  else output.result(`${name} revision ${done.revision}${done.change === 'unchanged' ? ' (unchanged)' : ''}`);
}

/** `workflows pause|resume NAME [--trigger NAME]` */
export async function setWorkflowPaused(
  name: string,
  options: CommandOptions & { readonly trigger?: string },
  isPaused: boolean,
): Promise<void> {
  const { trigger } = options;
  const what = trigger === undefined ? name : `the trigger ${trigger} of ${name}`;
  const said = isPaused
    ? `paused ${what}: its runs are accepted and wait`
    : `resumed ${what}: what was accepted meanwhile starts`;
  const path = isPaused ? '/api/workflows/{name}/pause' : '/api/workflows/{name}/resume';
  const body = trigger === undefined ? {} : { trigger };
  await post(
    options,
    (api) => api.POST(path, { params: { path: { name } }, body }),
    () => said,
  );
}

/** `workflows remove NAME [--force]` */
export async function removeWorkflow(
  name: string,
  options: CommandOptions & { readonly force?: boolean },
): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const isKnown = reader.workflow(name) !== undefined;
  reader.close();
  if (!isKnown) throw new Failure(1, `there is no workflow ${name}; configurable-agents workflows list shows them`);
  const force = options.force === true;
  const holder = await findHolder(session.settings.dataDir.value);
  if (holder === undefined) {
    const runtime = await openRuntime(session, options, { recover: false });
    try {
      if (!(await runtime.unregister(name, { force })))
        throw new Failure(1, `${name} has open runs; cancel them, or add --force`);
    } finally {
      await runtime.close();
    }
  } else {
    const params = { path: { name }, query: force ? { force } : {} };
    expectOk(await holder.call((api) => api.DELETE('/api/workflows/{name}', { params })));
  }
  if (options.json === true) session.output.json({ name, removed: true });
  else session.output.say(`removed ${name}; its runs stay`);
}

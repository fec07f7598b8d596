// What people do to runs from the command line. All of it goes through the server that holds the store.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { Failure } from '../failure.ts';
import { table } from '../output.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { post } from '../post.ts';

/** `runs signal RUN_ID NAME [payload]`: the payload is JSON, null where it is left out. */
export async function signalRun(
  id: string,
  name: string,
  payload: string | undefined,
  options: CommandOptions,
): Promise<void> {
  const body = { name, payload: payload === undefined ? null : jsonOf(payload) };
  await post(
    options,
    (api) => api.POST('/api/runs/{id}/signal', { params: { path: { id } }, body }),
    () => `signalled ${name} to ${id}`,
  );
}

/** `runs retry RUN_ID [--from NODE]` */
export async function retryRun(id: string, options: CommandOptions & { readonly from?: string }): Promise<void> {
  const body = options.from === undefined ? {} : { from: options.from };
  await post(
    options,
    (api) => api.POST('/api/runs/{id}/retry', { params: { path: { id } }, body }),
    ({ run_id: run }) => `run ${run}`,
  );
}

/** `runs resume RUN_ID` */
export async function resumeRun(id: string, options: CommandOptions): Promise<void> {
  await post(
    options,
    (api) => api.POST('/api/runs/{id}/resume', { params: { path: { id } }, body: {} }),
    () => `resumed ${id}`,
  );
}

/** `runs resolve RUN_ID KEY [output]`: the output is JSON, null where it is left out. */
export async function resolveRun(
  id: string,
  key: string,
  output: string | undefined,
  options: CommandOptions,
): Promise<void> {
  const body = { key, output: output === undefined ? null : jsonOf(output) };
  await post(
    options,
    (api) => api.POST('/api/runs/{id}/resolve', { params: { path: { id } }, body }),
    () => `${key} of ${id} happened`,
  );
}

/** `runs fork RUN_ID --from NODE [--state name=value]…` */
export async function forkRun(
  id: string,
  options: CommandOptions & { readonly from: string; readonly state: readonly string[] },
): Promise<void> {
  const body = { from: options.from, state: valuesOf(options.state) };
  await post(
    options,
    (api) => api.POST('/api/runs/{id}/fork', { params: { path: { id } }, body }),
    ({ run_id: run }) => `run ${run}`,
  );
}

/** `approvals list [--all]` */
export async function listApprovals(options: CommandOptions & { readonly all?: boolean }): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const page = reader.approvals({ open: options.all !== true, limit: 1000 });
  reader.close();
  const { output } = session;
  if (options.json === true) output.json(page);
  else if (page.items.length === 0) output.say('nothing waits for an answer');
  else {
    const rows = page.items.map((row) => [
      row.run_id,
      row.key,
      row.workflow_name,
      row.created_at.slice(0, 19),
      row.closed_at === null ? 'open' : 'closed',
      row.message,
    ]);
    output.result(table([['RUN', 'KEY', 'WORKFLOW', 'ASKED', 'STATE', 'MESSAGE'], ...rows]));
  }
}

/** `approvals answer RUN_ID KEY name=value…` */
export async function answerApproval(
  id: string,
  key: string,
  pairs: readonly string[],
  options: CommandOptions & { readonly by?: string },
): Promise<void> {
  const body = { answer: valuesOf(pairs), ...(options.by === undefined ? {} : { by: options.by }) };
  await post(
    options,
    (api) => api.POST('/api/runs/{id}/approvals/{key}', { params: { path: { id, key } }, body }),
    () => `answered ${key} of ${id}`,
  );
}

/** `name=value` pairs; what reads as JSON is taken as JSON, all else as text. */
function valuesOf(pairs: readonly string[]): JsonObject {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new Failure(2, `a value is given as name=value, found ${JSON.stringify(pair)}`);
      return [pair.slice(0, at), looseOf(pair.slice(at + 1))];
    }),
  );
}

function looseOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new Failure(2, `the payload must be JSON, such as '{"ok": true}' or '"text"', found ${text}`, { cause });
  }
}
